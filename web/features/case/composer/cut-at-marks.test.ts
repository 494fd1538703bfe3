import { expect, test } from 'vitest'
import { cutAtMarks } from './cut-at-marks.ts'

test('a text is cut at its blanks and at what was found, and loses nothing', () => {
  const text = 'Call 0170 1234567 by [[when]].'
  const pieces = cutAtMarks(text, [{ from: 5, to: 17 }])
  expect(pieces.map(({ text: part }) => part).join('')).toBe(text)
  expect(pieces.map(({ mark }) => mark)).toEqual([null, 'found', null, 'blank', null])
})

test('of two marks in one place the first one counts', () => {
  expect(
    cutAtMarks('abcdef', [
      { from: 1, to: 4 },
      { from: 2, to: 5 },
    ]).map(({ text }) => text),
  ).toEqual(['a', 'bcd', 'ef'])
})
