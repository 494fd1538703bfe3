import { expect, test } from 'vitest'
import { addresseeOf } from './addressee.ts'

const replyTo = {
  name: '@ruth',
  address: '@ruth',
  channel: 'social',
  canBePublic: true,
  byHand: false,
  network: null,
} as const

test('a reply goes to the account that wrote last, and calls the person by their name', () => {
  expect(addresseeOf({ replyTo, person: { id: 'p', name: 'Ruth Adeyemi' } })).toMatchObject({
    name: 'Ruth Adeyemi',
    address: '@ruth',
  })
})

test('whom the desk cannot reach is not replied to', () => {
  expect(addresseeOf({ replyTo: null, person: { id: 'p', name: 'Ruth Adeyemi' } })).toBeNull()
})
