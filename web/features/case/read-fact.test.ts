import { expect, test } from 'vitest'
import { readFact, writeFact } from './read-fact.ts'

const fact = (type: string) => ({ name: 'loss', type, label: 'matter', values: null, entered: true })

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

test('what is left open is not known, and never zero or no', () => {
  for (const type of ['decimal', 'integer', 'boolean', 'enum']) expect(readFact(fact(type), '')).toBeNull()
  expect(writeFact(null)).toBe('')
  expect(writeFact(0)).toBe('0')
})
