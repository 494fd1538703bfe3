import { expect, test } from 'vitest'
import { namedContacts } from './named-contacts.ts'

test('a signature tells how its writer is reached', () => {
  const text =
    'It floods again.\n\n-- \nAda Lovelace\nTel. +49 (0)30 90 18 20\nada@work.example\nbsky.app/profile/ada.example.org'
  expect(namedContacts(text)).toEqual([
    { kind: 'phone', address: '+49 (0)30 90 18 20', how: 'signature' },
    { kind: 'email', address: 'ada@work.example', how: 'signature' },
    { kind: 'handle', network: 'bluesky', address: 'ada.example.org', how: 'signature' },
  ])
})

test('what is quoted is somebody else’s', () => {
  const text = 'Still broken.\n\nOn 3 May 2026, Grace <grace@example.net> wrote:\n> Call me: 030 901820\n'
  expect(namedContacts(text)).toEqual([])
})

test('a number in the words is a weaker hint, and a day, an amount or an order is none', () => {
  expect(namedContacts('Please do call me back on 030/90 18 20 after six o’clock in the evening.')).toEqual([
    { kind: 'phone', address: '030/90 18 20', how: 'words' },
  ])
  const none =
    'Bought on 03.05.2026 for 1.299,00, order 4711-0815-001234, model X-030901820Z, see 12/11/2025.'
  expect(namedContacts(none)).toEqual([])
})

test('a letter full of numbers names five at most, and is read in no time', () => {
  const many = Array.from({ length: 500 }, (_, nth) => `+49 30 ${1_000_000 + nth}`).join(' and then\n')
  expect(namedContacts(many)).toHaveLength(5)
  const began = performance.now()
  namedContacts(`${'0 '.repeat(9000)}${'a.'.repeat(9000)}`)
  expect(performance.now() - began).toBeLessThan(500)
})
