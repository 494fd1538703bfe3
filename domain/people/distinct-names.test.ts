import { expect, test } from 'vitest'
import { distinctNames } from './distinct-names.ts'

test.each([
  [['Ada Lovelace', 'A. Lovelace', 'Lovelace, Ada', 'ada', null], 1],
  [['Ada Lovelace', 'Byron Lovelace'], 2],
  [['Dr. Ada Lovelace', 'Ada King Lovelace'], 1],
  [['Zoë Müller', 'Zoe Muller'], 1],
  [['Office', 'Grace Hopper', 'Ada'], 3],
  [[null, ''], 0],
])('%j are at least %d', (names, people) => {
  expect(distinctNames(names)).toBe(people)
})
