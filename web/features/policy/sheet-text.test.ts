import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsFrom, sheetText } from './sheet-text.ts'

test.each([
  ['one cell', '>= 3', [['>= 3']]],
  [
    'two rows of two cells, as a spreadsheet ends them',
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['an empty cell in between', 'a\t\tc', [['a', '', 'c']]],
  ['a list of words, whose quotes are ours', '"refund", "repair"\t50', [['"refund", "repair"', '50']]],
  ['one word in quotes', '"safety"\t5', [['"safety"', '5']]],
  ['a cell with a line in it', '"first\nsecond"\tx', [['first\nsecond', 'x']]],
  ['quotes that a spreadsheet doubled', '"""refund"", ""repair"""\tx', [['"refund", "repair"', 'x']]],
])('%s is read from the clipboard', (_, text, cells) => {
  expect(cellsFrom(text)).toEqual(cells)
})

test('what is copied is pasted as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', '>', '3', ',') })
  // A text that looks as if a spreadsheet had put its quotes there cannot be told from one where it has.
  const plain = cell.filter((text) => !text.startsWith('"'))
  fc.assert(
    fc.property(
      fc
        .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
        .chain(([rows, columns]) =>
          fc.array(fc.array(plain, { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
        )
        .filter((rows) => rows.at(-1)?.join('') !== ''),
      (rows) => {
        expect(cellsFrom(sheetText(rows))).toEqual(rows)
      },
    ),
  )
})
