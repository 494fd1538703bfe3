import { expect, test } from 'vitest'
import { readTypedContact } from './typed-contact.ts'

const cases: [typed: string, understood: ReturnType<typeof readTypedContact>][] = [
  ['ada@example.org', { email: 'ada@example.org' }],
  [' ada @ example.org', { email: 'ada@example.org' }],
  ['+49 (0)30 / 901820', { phone: '+49 (0)30 / 901820' }],
  ['030 90 18 20', { phone: '030 90 18 20' }],
  ['03', {}],
  ['Ada 12345', {}],
  ['', {}],
]

test.each(cases)('“%s” is understood', (typed, understood) => {
  expect(readTypedContact(typed)).toEqual(understood)
})
