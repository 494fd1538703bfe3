import { expect, test } from 'vitest'
import { excerptOf, foundIn, searchQuery, soughtWords } from './found-words.ts'

const shown = (segments: ReturnType<typeof foundIn>) =>
  segments?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('') ?? null

test.each([
  ['The washer floods', 'wash', 'The [washer] floods'],
  ['Washing and WASHER', 'washer', 'Washing and [WASHER]'],
  ['The washer floods', 'floods washer', 'The [washer] [floods]'],
  ['The dishwasher', 'washer', null],
  ['Straße 5', 'STRASSE', null],
  ['Überlauf', 'über', '[Überlauf]'],
  ['a.b costs (5)', 'a.b', '[a.b] costs (5)'],
  ['aXb costs', 'a.b', null],
  ['Nothing', ' ', null],
  ['<b>bold</b>', 'bold', '<b>[bold]</b>'],
])('in “%s”, “%s” is found where its words begin', (text, wanted, expected) => {
  expect(shown(foundIn(text, soughtWords(wanted)))).toBe(expected)
})

test('what a person types is never read as an operator of the search', () => {
  expect(searchQuery(`a & b's !c \\ drum`)).toBe(`'a' & '&' & 'b''s' & '!c' & '\\\\' & 'drum':*`)
})

test('an excerpt is the line in which the first hit stands, without a word that is cut', () => {
  const text = `${'Once upon a time. '.repeat(20)}The drum\nbroke in the night.${' And so on.'.repeat(40)}`
  const line = shown(excerptOf(text, soughtWords('drum')))
  expect(line).toMatch(/^… (?:Once |upon |a |time\. )/)
  expect(line).toContain('The [drum] broke in the night.')
  expect(line).toMatch(/ …$/)
  expect(line?.length).toBeLessThan(220)
})

test('a text that holds nothing of it has no excerpt', () => {
  expect(excerptOf('Nothing here', soughtWords('drum'))).toBeNull()
})

test.each([
  ['door,', 'He pulls the door. Nothing.', 'door'],
  ['“door”', 'He pulls the door. Nothing.', 'door'],
  ["won't", 'It won’t open.', 'won’t'],
  ['won’t', "It won't open.", "won't"],
  ['well:known', 'It is well and widely known.', 'well'],
])('“%s” is shown where the search finds it, however it was typed', (wanted, text, hit) => {
  expect(excerptOf(text, soughtWords(wanted))).toContainEqual({ text: hit, hit: true })
})
