import { expect, test } from 'vitest'
import { rulesToBegin } from './caps.ts'
import { currencyOfCountry, livingCurrencies, payingCountries } from './currency-of-country.ts'
import { currencyOfZone } from './currency-of-zone.ts'

test.each([
  ['Europe/London', 'GBP'],
  ['Europe/Berlin', 'EUR'],
  ['Europe/Zurich', 'CHF'],
  ['America/New_York', 'USD'],
  ['Asia/Calcutta', 'INR'],
  ['Asia/Kolkata', 'INR'],
  ['Asia/Tokyo', 'JPY'],
  ['Europe/Warsaw', 'PLN'],
  ['UTC', 'EUR'],
])('a house whose clocks show %s begins with %s', (zone, currency) => {
  expect(currencyOfZone(zone)).toBe(currency)
})

test('every country is paid with in one currency, which can be written here', () => {
  expect(new Set(payingCountries).size).toBe(payingCountries.length)
  const known = new Set(Intl.supportedValuesOf('currency'))
  expect(payingCountries.filter((country) => !known.has(currencyOfCountry(country)))).toEqual([])
})

test('what one can choose is paid with today, and no dead money', () => {
  expect(livingCurrencies).toEqual(expect.arrayContaining(['EUR', 'SLE', 'ZWG', 'XCG', 'SSP', 'GIP']))
  const dead = new Set(['HRK', 'XSU', 'CUC', 'SLL', 'ZWL', 'XDR', 'ANG', 'BGN'])
  expect(livingCurrencies.filter((code) => dead.has(code))).toEqual([])
  expect(livingCurrencies.filter((code) => !Intl.supportedValuesOf('currency').includes(code))).toEqual([])
})

test('the caps to begin with are round figures, small in every currency', () => {
  expect(rulesToBegin('GBP')).toMatchObject({ gestureMonth: 100_000, gestureCase: 5_000 })
  expect(rulesToBegin('JPY')).toMatchObject({ gestureMonth: 100_000, gestureCase: 5_000 })
  expect(rulesToBegin('SEK')).toMatchObject({ gestureMonth: 1_000_000, gestureCase: 50_000 })
})
