import { expect, test } from 'vitest'
import { readAmount } from './read-amount.ts'

test.each<[string, string, number | null]>([
  ['50', 'EUR', 5_000],
  ['49,90', 'EUR', 4_990],
  ['49.9', 'EUR', 4_990],
  ['1.250', 'EUR', 125_000],
  ['1,250.00 €', 'EUR', 125_000],
  ['1’250,5', 'EUR', 125_050],
  ['0', 'EUR', 0],
  ['500', 'JPY', 500],
  ['5,5', 'JPY', null],
  ['12.3456', 'EUR', null],
  ['1.25.0', 'EUR', null],
  ['-5', 'EUR', null],
  ['five', 'EUR', null],
  ['£120,50', 'EUR', null],
  ['£120.50', 'GBP', 12_050],
  ['$5', 'CAD', 500],
  ['5 €', 'GBP', null],
  ['', 'EUR', null],
])('“%s” in %s is %s of its smallest unit', (text, currency, minor) => {
  expect(readAmount(text, currency)).toBe(minor)
})
