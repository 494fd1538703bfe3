import { expect, test } from 'vitest'
import { faultIn, readFact, writeFact } from './read-fact.ts'

const fact = (type: string) => ({
  name: 'loss',
  type,
  label: 'matter',
  values: null,
  number: null,
  entered: true,
})

test.for([
  ['decimal', '249,50', 249.5],
  ['decimal', ' 12 ', 12],
  ['integer', '3', 3],
  ['integer', '3.5', undefined],
  ['decimal', 'a lot', undefined],
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['enum', 'health', 'health'],
] as const)('as %s, “%s” is %s', ([type, text, value]) => {
  expect(readFact(fact(type), text)).toBe(value)
})

test.for([
  ['1.000', 'de-DE', 1000],
  ['1.000', 'en-GB', undefined],
  ['1,000', 'en-GB', 1000],
  ['1.000,50', 'en-GB', 1000.5],
  ['1.000,50', 'de-DE', 1000.5],
  ['1e9', 'en-GB', undefined],
  ['0.045', 'en-GB', undefined],
] as const)('a sum is read as whoever wrote it means it: “%s” in %s is %s', ([text, language, value]) => {
  const number = { least: 0, most: 1_000_000, decimals: 2 }
  expect(readFact({ ...fact('decimal'), number }, text, language)).toBe(value)
})

test('what is left open is not known, and never zero or no', () => {
  for (const type of ['decimal', 'integer', 'boolean', 'enum']) expect(readFact(fact(type), '')).toBeNull()
  expect(writeFact(null)).toBe('')
  expect(writeFact(0)).toBe('0')
})

test.for([
  ['decimal', '-50', 'too-little'],
  ['decimal', '0', undefined],
  ['decimal', '249,50', undefined],
  ['decimal', '0,001', 'too-fine'],
  ['decimal', '1.000', 'too-fine'],
  ['decimal', '1e5', 'no-number'],
  ['decimal', '1000001', 'too-much'],
  ['decimal', 'a lot', 'no-number'],
  ['decimal', '', undefined],
  ['integer', '3,5', 'not-whole'],
] as const)('as %s from 0 to a million, “%s” is %s', ([type, text, fault]) => {
  const number = { least: 0, most: 1_000_000, decimals: type === 'decimal' ? 2 : 0 }
  expect(faultIn({ ...fact(type), number }, text)).toBe(fault)
})
