import { expect, test } from 'vitest'
import { readAmount } from './read-amount.ts'

test.each<[string, string, number | null]>([
  ['50', 'EUR', 5_000],
  ['49,90', 'EUR', 4_990],
  ['49.9', 'EUR', 4_990],
  ['1 250', 'EUR', 125_000],
  ['1,250.00 €', 'EUR', 125_000],
  ['1.250,00 €', 'EUR', 125_000],
  ['1.250.000', 'EUR', 125_000_000],
  ['1’250,5', 'EUR', 125_050],
  ['0', 'EUR', 0],
  ['0.45', 'EUR', 45],
  ['0.045', 'EUR', null],
  ['0,045', 'EUR', null],
  ['500', 'JPY', 500],
  ['5,5', 'JPY', null],
  ['12.3456', 'EUR', null],
  ['1.25.0', 'EUR', null],
  ['1.250.00', 'EUR', null],
  ['1.250,000', 'EUR', null],
  ['-5', 'EUR', null],
  ['1e9', 'EUR', null],
  ['five', 'EUR', null],
  ['£120,50', 'EUR', null],
  ['£120.50', 'GBP', 12_050],
  ['$5', 'CAD', 500],
  ['5 €', 'GBP', null],
  ['', 'EUR', null],
])('“%s” in %s is %s of its smallest unit', (text, currency, minor) => {
  expect(readAmount(text, currency, 'en-GB')).toBe(minor)
  expect(readAmount(text, currency, 'de-DE')).toBe(minor)
})

test.each<[string, string, number | null]>([
  ['45.005', 'en-GB', null],
  ['45,005', 'en-GB', 4_500_500],
  ['45.005', 'de-DE', 4_500_500],
  ['45,005', 'de-DE', null],
])(
  '“%s” may be either: where %s writes a fraction so, it is refused rather than read as thousands',
  (text, language, minor) => {
    expect(readAmount(text, 'EUR', language)).toBe(minor)
  },
)
