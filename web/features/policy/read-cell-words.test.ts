import { expect, onTestFinished, test } from 'vitest'
import german from '#web/words/de.json' with { type: 'json' }
import { speak } from '#web/words/say.ts'
import { answerWords, cellWords } from './cell-words.ts'
import { allowedWords } from './allowed-words.ts'
import { findingWords } from './finding-words.ts'
import { cellFromWords } from './read-cell-words.ts'
import { callRungs } from './rung-titles.ts'
import { answerFrom, conditionFrom } from './written-value.ts'

const rung = { type: 'enum', values: ['front', 'second-line', 'chief'] }
const cells = [
  ['-', null],
  ['>= 250000', { type: 'integer' }],
  ['<= 50', { type: 'decimal' }],
  ['> 3', { type: 'integer' }],
  ['< 1000.5', { type: 'decimal' }],
  ['[1..5]', { type: 'integer' }],
  ['12', { type: 'integer' }],
  ['true', { type: 'boolean' }],
  ['false', { type: 'boolean' }],
  ['"front"', rung],
  ['"front", "second-line", "chief"', rung],
  ['not("front", "second-line")', rung],
  ['not(unknown)', rung],
  ['unknown', rung],
] as const

test.each(cells)('what the table says of %s can be written into it', (cell, declared) => {
  expect(cellFromWords(cellWords(cell), declared)).toBe(cell)
})

test.each(cells)('of %s in German too', (cell, declared) => {
  onTestFinished(() => speak('en', {}))
  speak('de', german)
  expect(cellFromWords(cellWords(cell), declared)).toBe(cell)
})

test('what is in no such words stays as it was typed', () => {
  expect(cellFromWords('at most plenty', { type: 'integer' })).toBe('at most plenty')
  expect(cellFromWords('refund, donation', rung)).toBe('refund, donation')
})

test('rungs are called by their titles, and written by their titles or by their names', () => {
  onTestFinished(() => callRungs([], []))
  const ladder = rung.values.map((id) => ({ id, title: id === 'chief' ? 'Chief executive' : `${id} desk` }))
  callRungs(ladder, [{ id: 'relations', title: 'Customer relations' }])

  expect(cellWords('not("front", "chief")')).toBe('not front desk or Chief executive')
  expect(answerWords('chief')).toBe('Chief executive')
  expect(allowedWords(rung)).toBe('one of front desk, second-line desk or Chief executive')
  expect(conditionFrom('not front desk or Chief executive', rung)).toBe('not("front", "chief")')
  expect(conditionFrom('front or Chief executive', rung)).toBe('"front", "chief"')
  expect(answerFrom('Chief executive', rung)).toBe('chief')
  expect(answerFrom('chief', rung)).toBe('chief')
  const bare = { kind: 'endless', rows: [], facts: {}, instead: null, where: [] } as const
  const gone = { ...bare, table: 'attention', saying: { says: 'no-such-rung', rung: 'relations' } } as const
  expect(findingWords(gone)).toBe(
    'Attention can give the rung Customer relations, which is not on the ladder.',
  )
})
