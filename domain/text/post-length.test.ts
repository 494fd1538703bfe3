import { expect, test } from 'vitest'
import { fitsInto, lengthIn, roomLeft } from './post-length.ts'

const family = '👨‍👩‍👧‍👦'

test.each([
  ['graphemes', `Ada ${family}`, 5],
  ['code-points', `Ada ${family}`, 11],
  [undefined, 'e\u0301', 1],
  ['code-points', 'e\u0301', 2],
] as const)('counted as %s, “%s” is %i long', (counts, text, length) => {
  expect(lengthIn(text, { characters: 300, bytes: 3000, counts })).toBe(length)
})

test('what runs out first is told, and by how much', () => {
  expect(roomLeft('Ada', { characters: 10, bytes: 100 })).toEqual({ left: 7, unit: 'characters' })
  expect(roomLeft(family, { characters: 10, bytes: 20 })).toEqual({ left: -5, unit: 'bytes' })
  expect(fitsInto(family, { characters: 10, bytes: 20 })).toBe(false)
})
