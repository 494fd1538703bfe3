import { expect, test } from 'vitest'
import { blankFrom, blanksIn, cutAtBlanks } from './blanks.ts'

const text = 'Dear {{name}}, [[what failed]] was ours. [[who]] calls.'

test('blanks and fields that nothing filled are both still to be written', () => {
  expect(blanksIn(text).map(({ from, to }) => text.slice(from, to))).toEqual([
    '{{name}}',
    '[[what failed]]',
    '[[who]]',
  ])
})

test('Tab goes from blank to blank, and past the last one it leaves the field', () => {
  const first = blankFrom(text, { from: 0, to: 0 })
  expect(first).toEqual({ from: 5, to: 13 })
  const second = first && blankFrom(text, first)
  expect(second && text.slice(second.from, second.to)).toBe('[[what failed]]')
  expect(second && blankFrom(text, second, true)).toEqual(first)
  expect(blankFrom(text, { from: text.length, to: text.length })).toBeUndefined()
  expect(first && blankFrom(text, first, true)).toBeUndefined()
})

test('the cut text is the text', () => {
  expect(
    cutAtBlanks(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
  expect(cutAtBlanks('Dear Ruth')).toEqual([{ text: 'Dear Ruth', at: 0, isBlank: false }])
})
