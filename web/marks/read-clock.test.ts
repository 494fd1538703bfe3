import { expect, test } from 'vitest'
import { readClock } from './read-clock.ts'

test.each([
  ['8', '08:00'],
  ['08:30', '08:30'],
  ['8.30', '08:30'],
  ['1730', '17:30'],
  [' 24 ', '24:00'],
  ['24:30', null],
  ['8:75', null],
  ['noon', null],
  ['', null],
])('a time typed as %j reads %j', (typed, read) => {
  expect(readClock(typed)).toBe(read)
})
