import { expect, test } from 'vitest'
import { caseNumberIn } from './case-number.ts'

const spellings = [
  '1283',
  ' 1283 ',
  '#1283',
  'case 1283',
  'Case #1283',
  'Fall 1283',
  'Fall Nr. 1283',
  'EH-1283',
  '[#1283]',
  'caso nº 1283',
]

test.each(spellings)('“%s” is the case 1283', (typed) => {
  expect(caseNumberIn(typed)).toBe(1283)
})

test.each(['', 'case', '1283 boxes', 'fall down 3', '+491283', '12-83', 'order 1283', '#'])(
  '“%s” is no number of a case',
  (typed) => {
    expect(caseNumberIn(typed)).toBeUndefined()
  },
)
