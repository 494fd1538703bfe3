import fc from 'fast-check'
import { expect, test } from 'vitest'
import { charactersIn, fitsInto } from './post-length.ts'
import { postParts } from './post-parts.ts'

const room = { characters: 300, bytes: 3000 }

test.each([
  { text: 'Sorry, Alice.', length: 13 },
  { text: '👨‍👩‍👧‍👦🇩🇪', length: 2 },
  { text: 'e\u0301a\u0308', length: 2 },
  { text: '', length: 0 },
])('a reader counts $length characters in “$text”', ({ text, length }) => {
  expect(charactersIn(text)).toBe(length)
})

test('three hundred families fit into no post, because they are too many bytes', () => {
  expect(fitsInto('👨‍👩‍👧‍👦'.repeat(300), room)).toBe(false)
})

test('what fits is one post without a number', () => {
  expect(postParts(' We are on it. ', room, 5)).toEqual({ parts: ['We are on it.'] })
})

test('what does not fit is cut at the end of a sentence, and numbered', () => {
  const text = `${'The pump is on its way to you today. '.repeat(6)}${'Ines calls you at ten. '.repeat(6)}`
  const { parts } = postParts(text, room, 5)
  expect(parts).toHaveLength(2)
  expect(parts?.[0]).toMatch(/^1\/2 The pump.*\.$/)
  expect(parts?.[1]).toMatch(/^2\/2 .*\.$/)
})

test('what is longer than the longest thread, and a word that is longer than a post, are not posted in part', () => {
  expect(postParts('word '.repeat(1000), room, 5)).toEqual({ parts: null, because: 'too-long' })
  expect(postParts('x'.repeat(400), room, 5)).toEqual({ parts: null, because: 'unbreakable' })
})

const anyWords = fc
  .array(fc.oneof(fc.stringMatching(/^\w{1,20}[.!?]?$/), fc.constantFrom('👨‍👩‍👧‍👦', 'Grüße', 'e\u0301')), {
    maxLength: 200,
  })
  .map((words) => words.join(' '))

test('however a reply is cut, every word of it is there once, in order, and every post fits', () => {
  fc.assert(
    fc.property(anyWords, fc.integer({ min: 40, max: 300 }), (text, characters) => {
      const { parts } = postParts(text, { characters, bytes: 3000 }, 50)
      if (parts === null) return
      const said = parts.length === 1 ? parts : parts.map((part) => part.replace(/^\d+\/\d+ /, ''))
      expect(said.join(' ')).toBe(text.trim())
      for (const part of parts) expect(fitsInto(part, { characters, bytes: 3000 })).toBe(true)
    }),
  )
})
