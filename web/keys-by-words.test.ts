import { expect, test } from 'vitest'
import { keysByWords } from './keys-by-words.ts'

test('a press after the line broke asks under the same key, and is done once', () => {
  const keys = keysByWords()
  const first = keys.keyFor({ who: 'lena', from: '2026-11-26' })
  expect(keys.keyFor({ who: 'lena', from: '2026-11-26' })).toBe(first)
})

test('what was corrected is another command, and so is what is said again once it was done', () => {
  const keys = keysByWords()
  const first = keys.keyFor({ name: 'Ines' })
  const corrected = keys.keyFor({ name: 'Inês' })
  keys.done(corrected)
  expect(new Set([first, corrected, keys.keyFor({ name: 'Inês' })]).size).toBe(3)
})

test('a command without words has a key of its own each time', () => {
  const keys = keysByWords()
  const first = keys.keyFor(undefined)
  expect(keys.keyFor(undefined)).toBe(first)
  keys.done(first)
  expect(keys.keyFor(undefined)).not.toBe(first)
})

test('the end of one command does not make another that is still under way a new one', () => {
  const keys = keysByWords()
  const first = keys.keyFor('a note')
  const second = keys.keyFor('another note')
  keys.done(first)
  expect(keys.keyFor('another note')).toBe(second)
})
