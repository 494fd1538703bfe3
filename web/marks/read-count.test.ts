import { expect, test } from 'vitest'
import { readCount } from './read-count.ts'

test.each([
  ['1000000', 1_000_000],
  ['1,000,000', 1_000_000],
  ['1.000.000', 1_000_000],
  ['1 000 000', 1_000_000],
  ['1m', 1_000_000],
  ['1.2 million', 1_200_000],
  ['1,5 Mio.', 1_500_000],
  ['250k', 250_000],
  ['250 Tsd.', 250_000],
  ['0', 0],
  ['1.5', null],
  ['many', null],
  ['', null],
  ['-3', null],
])('“%s” people are %s', (text, count) => {
  expect(readCount(text)).toBe(count)
})
