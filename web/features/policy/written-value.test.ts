import { expect, test } from 'vitest'
import { answerFrom, conditionFrom } from './written-value.ts'

const remedy = { type: 'enum', values: ['refund', 'repair'] }

test.each([
  ['words of the fact get their quotes', 'refund, repair', remedy, '"refund", "repair"'],
  ['also behind a not', 'not(refund)', remedy, 'not("refund")'],
  ['unknown is no word of the fact', 'refund, unknown', remedy, '"refund", unknown'],
  ['a word that the fact has not stays, to be told', 'refund, donation', remedy, 'refund, donation'],
  ['a number is a number', '5', { type: 'integer' }, 5],
  ['a test of a number is a text', '>= 5', { type: 'integer' }, '>= 5'],
  ['yes and no are no texts', 'true', { type: 'boolean' }, true],
  ['anything is not written', '-', remedy, undefined],
])('in a condition %s', (_, typed, declared, value) => {
  expect(conditionFrom(typed, declared)).toEqual(value)
})

test('an answer is a word without quotes, or a number', () => {
  expect(answerFrom('"refund"', remedy)).toBe('refund')
  expect(answerFrom('12.50', { type: 'decimal' })).toBe(12.5)
  expect(answerFrom(' ', remedy)).toBeUndefined()
})
