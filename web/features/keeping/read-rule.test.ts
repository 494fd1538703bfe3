import { expect, test } from 'vitest'
import { readRule } from './read-rule.ts'

const kept = { wordsMonths: 24, originalsMonths: null, setAsideMonths: 3 }
const typed = { wordsMonths: '24', originalsMonths: '', setAsideMonths: '3' }

test.each([
  ['what is kept is no change', {}, { isChanged: false, erasesMore: false }],
  ['a longer time erases less', { wordsMonths: '36' }, { isChanged: true, erasesMore: false }],
  ['for ever erases less', { setAsideMonths: ' ' }, { isChanged: true, erasesMore: false }],
  ['a shorter time erases more', { wordsMonths: '23' }, { isChanged: true, erasesMore: true }],
  ['any time erases more than for ever', { originalsMonths: '600' }, { isChanged: true, erasesMore: true }],
])('%s', (_, change, expected) => {
  expect(readRule({ ...typed, ...change }, kept)).toMatchObject(expected)
})

test.each(['0', '601', '1.5', 'two', '-3', '1e2'])('%s is no number of months', (text) => {
  expect(readRule({ ...typed, wordsMonths: text }, kept).rule).toBeNull()
})
