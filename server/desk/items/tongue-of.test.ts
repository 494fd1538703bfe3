import { expect, test } from 'vitest'
import type { InboundMessage } from '#server/channels/channel.ts'
import { tongueOf } from './tongue-of.ts'

const from = (address: string): InboundMessage => ({
  from: { kind: 'phone', address },
  subject: '',
  text: '',
  keys: [],
  repliesTo: [],
  to: [],
  attachments: [],
  isPublic: false,
})

test.each([
  ['+49 30 901820', 'Europe/Berlin'],
  ['+33 1 42 68 53 00', 'Europe/Paris'],
  ['+81 3 3201 3331', 'Asia/Tokyo'],
  // Madrid and the Canaries are an hour apart, and so is much of America.
  ['+34 914 321 000', undefined],
  ['+1 212 555 0100', undefined],
  ['030 901820', undefined],
  ['not a number', undefined],
])('whoever calls from %s keeps the time of %s', (number, zone) => {
  expect(tongueOf(from(number), {})?.zone).toBe(zone)
})

test('what a browser or a colleague said goes before what a number tells', () => {
  const told = { ...from('+49 30 901820'), tongue: { language: 'de', zone: 'Europe/Zurich' } }
  expect(tongueOf(told, {})).toEqual({ language: 'de', zone: 'Europe/Zurich' })
  expect(tongueOf(told, { language: 'fr' })).toEqual({ language: 'fr', zone: 'Europe/Zurich' })
})

test('nothing is known of whoever says nothing', () => {
  expect(tongueOf({ ...from('x'), from: { kind: 'email', address: 'ada@example.org' } }, {})).toBeUndefined()
})
