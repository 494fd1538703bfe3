import { expect, test } from 'vitest'
import { firstWords } from './first-words.ts'

test('a list is told the first line, and no half of a word', () => {
  expect(firstWords('  It leaks.\nSince Tuesday.')).toBe('It leaks.')
  expect(firstWords('')).toBe('')
  expect(
    firstWords(
      'The glass of the oven door has burst. My daughter has cut her hand and it is bleeding a lot.',
    ),
  ).toBe('The glass of the oven door has burst. My daughter has cut her hand and it is…')
})

test('what has no words is cut where it ends', () => {
  expect(firstWords('漢'.repeat(100))).toBe(`${'漢'.repeat(79)}…`)
  expect(firstWords('a'.repeat(80))).toBe('a'.repeat(80))
})
