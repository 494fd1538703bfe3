import { describe, expect, test } from 'vitest'
import { codeOf, fittedTo, valueOf, type Domain, type Fact, type FactValue } from './fact.ts'

const decimal: Domain = { type: 'decimal', scale: 2, low: 0, high: 100_000 }
const integer: Domain = { type: 'integer', low: 1, high: 5 }
const words: Domain = { type: 'enum', values: ['email', 'phone', 'other'], low: 0, high: 2 }
const boolean: Domain = { type: 'boolean', low: 0, high: 1 }
const fact = (domain: Domain, different: Partial<Fact> = {}): Fact => ({
  name: 'fact',
  domain,
  unknown: false,
  label: 'matter',
  upIsWorse: false,
  social: [],
  ...different,
})

test.each([0, 0.07, 0.1, 19.99, 1000])('an amount of %d comes back as it was written', (amount) => {
  expect(valueOf(codeOf(amount, decimal) ?? NaN, decimal)).toBe(amount)
})

describe('a fact entered under another policy is fitted to the one in force', () => {
  test.each<[string, Fact, FactValue, FactValue]>([
    ['what fits is kept', fact(words), 'phone', 'phone'],
    ['a word it does not know is other', fact(words), 'fax', 'other'],
    ['what is beyond a bound is the bound', fact(integer), 9, 5],
    ['parts of a cent are rounded', fact(decimal), 19.999, 20],
    ['what cannot be read is unknown where that may be', fact(boolean, { unknown: true }), 'maybe', null],
    ['and otherwise the least', fact(boolean), 'maybe', false],
    ['what nobody entered is the least too', fact(integer), null, 1],
    ['but nothing is made up for a question', fact(integer, { label: null }), null, null],
  ])('%s', (_, about, value, fitted) => {
    expect(fittedTo(about, value)).toBe(fitted)
  })
})
