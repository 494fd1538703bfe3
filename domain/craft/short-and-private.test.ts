import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsInto } from '../text/post-length.ts'
import { shortAndPrivate } from './short-and-private.ts'

const room = { characters: 120, bytes: 1000 }

test('a long answer is cut behind a whole sentence, and says that there is more', () => {
  const text =
    'The pump broke twice, and nobody came. Ines brings a new one on Monday at nine. The first one had a bad seal from a batch in March; we pay for the water.'
  expect(shortAndPrivate(text, room)).toEqual({
    short:
      'The pump broke twice, and nobody came. Ines brings a new one on Monday at nine. More to you in private.',
    rest: 'The first one had a bad seal from a batch in March; we pay for the water.',
  })
})

test('in German it says so in German', () => {
  const text =
    'Die Pumpe ist zweimal ausgefallen, und niemand kam. Ines bringt am Montag um neun eine neue. Die erste hatte eine schlechte Dichtung.'
  expect(shortAndPrivate(text, room)?.short).toBe(
    'Die Pumpe ist zweimal ausgefallen, und niemand kam. Alles Weitere sagen wir Ihnen unter uns.',
  )
})

test('a first sentence that is too long is its writer’s to shorten', () => {
  expect(shortAndPrivate('and so on '.repeat(40), room)).toBeNull()
})

test('whatever is written, the beginning fits, and nothing is lost between it and the rest', () => {
  const sentence = fc
    .tuple(fc.lorem({ maxCount: 12 }), fc.constantFrom('.', '!', '?', '…'))
    .map(([words, end]) => words.replaceAll('.', '') + end)
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 12 }), (sentences) => {
      const text = sentences.join(' ')
      const cut = shortAndPrivate(text, room)
      if (cut === null) return
      expect(fitsInto(cut.short, room)).toBe(true)
      const begun = cut.short.replace(/ (?:More to you|Alles Weitere).*$/, '')
      expect(`${begun} ${cut.rest}`.trim()).toBe(text)
    }),
  )
})
