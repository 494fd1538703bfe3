import { expect, test } from 'vitest'
import { matching, suggestionAt } from './suggestion-at.ts'

test.for([
  ['a slash at the start asks for templates', '/', 1, false, { kind: 'template', query: '', from: 0 }],
  [
    'what follows the slash narrows them',
    'Dear Ruth\n/not her',
    18,
    false,
    { kind: 'template', query: 'not her', from: 10 },
  ],
  ['a slash inside a line is a slash', 'EUR 5 / day', 7, false, null],
  ['an address in a line is no template', '/etc/hosts', 10, false, null],
  ['an @ in a note asks for colleagues', 'Ask @in', 7, true, { kind: 'colleague', query: 'in', from: 4 }],
  ['an e-mail address names nobody', 'mail ines@aldera', 16, true, null],
  ['an @ in a reply is an @', 'Ask @in', 7, false, null],
] as const)('%s', ([, text, caret, isNote, expected]) => {
  const found = suggestionAt(text, caret, isNote)
  expect(found && { kind: found.kind, query: found.query, from: found.from }).toEqual(expected)
})

test('those that begin with what was typed come first', () => {
  const names = ['Say that nobody came', 'Nobody came', 'A refund']
  expect(matching(names, 'nobody', String)).toEqual(['Nobody came', 'Say that nobody came'])
  expect(matching(names, 'came no', String)).toHaveLength(2)
})
