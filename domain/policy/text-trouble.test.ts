import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { textTrouble } from './text-trouble.ts'

test.each([
  ['a: 1\na: 2', 'This name stands here twice.'],
  ['a:\n  b: 1\n c: 2', 'Lines that belong together have to begin in the same column.'],
  ['a:\n\tb: 1', 'A line begins with a tab: indent it by spaces.'],
  ['a: @b', 'A text that begins with such a sign stands in quotation marks.'],
  [String.raw`a: "\q"`, 'A backslash in double quotation marks is written twice.'],
  [
    'a: b: c',
    'There is a colon too many, or a line is not indented. A text with a colon in it stands in quotation marks.',
  ],
  ['a: "b', 'A quotation mark is opened here and not closed.'],
  ['a: 1\nb', 'A name needs a colon and its value after it.'],
  ['a: [1, 2', 'A bracket is opened here and not closed.'],
  ['a: [1, "2" 3]', 'Something is missing here: a comma, a colon or a bracket.'],
  [
    'a: [1,, 2]',
    'This does not belong here: look for a bracket, a comma or a quotation mark that is missing or too many.',
  ],
  ['a: &x &y b', 'This cannot be read as YAML.'],
])('what is wrong with %j is said without the words of the parser', (text, says) => {
  const [trouble] = parseDocument(text, { prettyErrors: false }).errors
  expect(trouble && textTrouble(trouble)).toBe(says)
})
