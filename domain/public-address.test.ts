import { expect, test } from 'vitest'
import { isOnlyHere, readPublicAddress } from './public-address.ts'

test.each([
  ['https://complaints.aldera.example', 'https://complaints.aldera.example'],
  [' complaints.aldera.example/ ', 'https://complaints.aldera.example'],
  ['http://10.0.0.7:4600', 'http://10.0.0.7:4600'],
  ['HTTPS://Desk.Example:443/', 'https://desk.example'],
])('“%s” is an address of a desk', (typed, read) => {
  expect(readPublicAddress(typed)).toBe(read)
})

test.each([
  '',
  'ftp://desk.example',
  'https://desk.example/help',
  'https://a:b@desk.example',
  'javascript:alert(1)',
  'https://desk.example/?x=1',
])('“%s” is none', (typed) => {
  expect(readPublicAddress(typed)).toBeUndefined()
})

test('an address of this machine leads nobody else here', () => {
  expect(
    ['http://localhost:4600', 'http://127.0.0.1', 'http://[::1]:80', 'http://desk.localhost'].every(
      isOnlyHere,
    ),
  ).toBe(true)
  expect(['https://desk.example', 'http://10.0.0.7:4600'].some(isOnlyHere)).toBe(false)
})
