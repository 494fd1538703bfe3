import { expect, test } from 'vitest'
import { languageOf } from './language-of.ts'

const saying = (...bodies: string[]) => ({
  aboutPerson: null,
  messages: bodies.map((body) => ({ direction: 'in', body })),
})

test('whose language nobody knows is answered in the one that they wrote in', () => {
  expect(languageOf(saying('It leaks again, and nobody came on Wednesday.'))).toBe('en')
  expect(languageOf(saying('Please call.', 'Die Maschine ist undicht, und es ist niemand gekommen.'))).toBe(
    'de',
  )
  expect(languageOf(saying(''))).toBeNull()
})

test('what is known of them counts more than their words', () => {
  const about = { language: 'es', zone: null, goodToKnow: null, otherCases: [] }
  expect(languageOf({ ...saying('The machine leaks.'), aboutPerson: about })).toBe('es')
})
