import { describe, expect, test } from 'vitest'
import { aDomain, aFact } from './a-fact.ts'
import { codeOf, fittedTo, valueOf, type Domain, type Fact, type FactValue } from './fact.ts'

const decimal = aDomain({ type: 'decimal', scale: 2, low: 0, high: 100_000 })
const integer = aDomain({ type: 'integer', low: 1, high: 5 })
const dozens = aDomain({ type: 'integer', low: 0, high: 48, step: 12 })
const words = aDomain({ type: 'enum', values: ['email', 'phone', 'other'] })
const boolean = aDomain({ type: 'boolean' })
const fact = (domain: Domain, different: Partial<Fact> = {}) => aFact('fact', domain, different)

test.each([0, 0.07, 0.1, 19.99, 1000])('an amount of %d comes back as it was written', (amount) => {
  expect(valueOf(codeOf(amount, decimal) ?? NaN, decimal)).toBe(amount)
})

test('a fact with steps has no value between them', () => {
  expect([0, 12, 13, 48].map((value) => codeOf(value, dozens))).toEqual([0, 12, null, 48])
})

test('a date is a day, whatever the clock says', () => {
  const day = aDomain({ type: 'date' })
  expect(valueOf(codeOf('2026-11-23', day) ?? NaN, day)).toBe('2026-11-23')
  expect(codeOf('2026-11-31', day)).toBe(null)
})

describe('a fact entered under another policy is fitted to the one in force', () => {
  test.each<[string, Fact, FactValue, FactValue]>([
    ['what fits is kept', fact(words), 'phone', 'phone'],
    ['a word it does not know is other', fact(words), 'fax', 'other'],
    ['what is beyond a bound is the bound', fact(integer), 9, 5],
    ['what lies between two steps is the one above', fact(dozens), 13, 24],
    ['parts of a cent are rounded', fact(decimal), 19.999, 20],
    ['what cannot be read is unknown where that may be', fact(boolean, { unknown: true }), 'maybe', null],
    ['and otherwise the least', fact(boolean), 'maybe', false],
    ['what nobody entered is the least too', fact(integer), null, 1],
    ['but nothing is made up for a question', fact(integer, { label: null }), null, null],
  ])('%s', (_, about, value, fitted) => {
    expect(fittedTo(about, value)).toBe(fitted)
  })
})
