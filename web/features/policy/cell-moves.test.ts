import { expect, test } from 'vitest'
import { choiceAt, cornersOf, moved, pastedInto, tabbed } from './cell-moves.ts'

const size = { rows: 5, columns: 4 }
const key = (name: string, more: { mod?: boolean; shift?: boolean } = {}) => ({
  key: name,
  mod: false,
  shift: false,
  ...more,
})

test.each([
  ['down', key('ArrowDown'), [2, 1]],
  ['to the end of the row', key('End'), [1, 3]],
  ['to the last row', key('ArrowDown', { mod: true }), [4, 1]],
  ['to the first cell', key('Home', { mod: true }), [0, 0]],
  ['a page on, and no further than the table', key('PageDown'), [4, 1]],
])('a key leads %s', (_, press, [row, column]) => {
  expect(moved(choiceAt(1, 1), press, size)).toEqual(choiceAt(row ?? 0, column ?? 0))
})

test('a letter leads nowhere', () => {
  expect(moved(choiceAt(1, 1), key('x'), size)).toBeNull()
})

test('with shift the choice grows from where it began', () => {
  const grown = moved(choiceAt(1, 1), key('ArrowDown', { shift: true }), size)
  expect(grown && cornersOf(grown)).toEqual({ top: 1, bottom: 2, left: 1, right: 1 })
})

test('Tab goes along the row and leaves the table at its end', () => {
  expect(tabbed(choiceAt(1, 1), false, size)).toEqual(choiceAt(1, 2))
  expect(tabbed(choiceAt(1, 3), false, size)).toBeNull()
  expect(tabbed(choiceAt(1, 0), true, size)).toBeNull()
})

test('one cell is pasted all over the choice, a block from where one is', () => {
  expect(pastedInto([['x']], { row: 1, column: 0, toRow: 2, toColumn: 1 })).toHaveLength(4)
  expect(pastedInto([['a', 'b'], ['c']], choiceAt(3, 1))).toEqual([
    { row: 3, column: 1, text: 'a' },
    { row: 3, column: 2, text: 'b' },
    { row: 4, column: 1, text: 'c' },
  ])
})
