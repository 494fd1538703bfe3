import { expect, test } from 'vitest'
import { addresseeOf } from './addressee.ts'

const said = (at: string, channel: 'email' | 'phone' | 'social', address: string) => ({
  id: at,
  itemId: null,
  direction: 'in' as const,
  channel,
  from: { name: 'Ruth Adeyemi', address },
  at,
  isPublic: channel === 'social',
  subject: '',
  body: '',
  parts: [],
  html: null,
  attachments: [],
  delivery: null,
  caseId: 'c',
})
const ruth = { person: { id: 'p', name: 'Ruth Adeyemi' }, channel: 'email' as const, isPublic: false }

test('a reply goes to the account that wrote last', () => {
  const messages = [
    said('2027-02-18T09:00:00Z', 'social', '@ruth'),
    said('2027-02-17T09:00:00Z', 'email', 'r@post.example'),
  ]
  expect(addresseeOf({ ...ruth, messages })).toMatchObject({
    address: '@ruth',
    channel: 'social',
    canBePublic: true,
  })
})

test('an e-mail is answered in private, though the case is public elsewhere', () => {
  const messages = [said('2027-02-18T09:00:00Z', 'email', 'r@post.example')]
  expect(addresseeOf({ ...ruth, messages, isPublic: true }).canBePublic).toBe(false)
})

test('who called is called back by a person', () => {
  const messages = [said('2027-02-18T09:00:00Z', 'phone', '+34600000014')]
  expect(addresseeOf({ ...ruth, messages }).byHand).toBe(true)
})
