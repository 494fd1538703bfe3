import { expect, test } from 'vitest'
import { rowText } from './row-text.ts'

test.each([
  ['half of a letter pair', { body: 'a\ud83d', keys: ['\ude00 b'] }, { body: 'a�', keys: ['� b'] }],
  ['a whole pair', { body: 'a😀', n: 1, none: null }, { body: 'a😀', n: 1, none: null }],
  ['what only spells half of a pair', { body: String.raw`\ud83d` }, { body: String.raw`\ud83d` }],
])('%s is written so that the database can read it', (_, given, read) => {
  expect(JSON.parse(rowText(given))).toEqual(read)
})
