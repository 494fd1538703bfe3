import { expect, test } from 'vitest'
import { presenceWords } from './presence-words.ts'

test('whoever writes is named before those who only look', () => {
  const words = presenceWords([
    { name: 'Ines Carvalho', doing: 'looking' },
    { name: 'Teo Marin', doing: 'writing' },
    { name: 'Bram Osei', doing: 'looking' },
  ])
  expect(words.map(({ sentence }) => sentence)).toEqual([
    'Teo Marin is writing',
    'Ines Carvalho and Bram Osei are looking',
  ])
})

test('nobody is nothing to say', () => {
  expect(presenceWords([])).toEqual([])
})
