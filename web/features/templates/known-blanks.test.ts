import { expect, test } from 'vitest'
import { knownBlanks } from './known-blanks.ts'

const templates = [
  { body: 'We took [[amount]] from [[which account]].', language: 'en' },
  { body: 'It is [[amount]] and [[amount]].', language: 'en' },
  { body: 'Wir haben [[Betrag]] abgebucht.', language: 'de' },
  { body: '[[who]] comes.', language: null },
]

test('the blanks that are known are those of templates in the same language, the most used first', () => {
  expect(knownBlanks(templates, 'en')).toEqual(['amount', 'which account', 'who'])
  expect(knownBlanks(templates, 'de')).toEqual(['Betrag', 'who'])
  expect(knownBlanks(templates, null)).toEqual(['amount', 'which account', 'Betrag', 'who'])
})
