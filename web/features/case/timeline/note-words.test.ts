import { expect, test } from 'vitest'
import { noteParts } from './note-words.ts'

const members = [{ id: 'ines', name: 'Ines Carvalho' }]
const read = (body: string, mentions: string[]) => noteParts(body, mentions, members)

test('a colleague who is named is shown by their name', () => {
  expect(read('Ask @ines, please.', ['ines'])).toEqual([
    { at: 0, text: 'Ask ', isName: false },
    { at: 4, text: '@Ines Carvalho', isName: true },
    { at: 9, text: ', please.', isName: false },
  ])
})

test('an @ that names nobody stays as it was typed', () => {
  expect(read('Mail ines@aldera.example or @teo', ['ines'])).toEqual([
    { at: 0, text: 'Mail ines@aldera.example or @teo', isName: false },
  ])
})
