import { expect, test } from 'vitest'
import { namedIn } from './mentions.ts'

const handles = ['mara', 'jo.berg', 'lee-ann', 'ann', 'ida2']

test.each([
  ['@mara, can you look?', ['mara']],
  ['Can @Mara and @jo.berg look?', ['mara', 'jo.berg']],
  ['Ask @mara. Or (@lee-ann).', ['mara', 'lee-ann']],
  ['@mara @mara @ida2', ['mara', 'ida2']],
  ['write to ada@mara.example or mara@ann', []],
  ['@nobody and @annabel are no colleagues', []],
  ['the shop answered on @mara_shop', []],
  ['', []],
])('%s names %j', (body, named) => {
  expect(namedIn(body, handles)).toEqual(named)
})
