import { expect, test } from 'vitest'
import { aPolicy } from './a-policy.ts'
import { compilePolicy } from './compile.ts'
import { readPolicy } from './document.ts'
import { dutiesOf } from './duties.ts'

const facts = { harm: 'loss', loss: 12.5, failures: 0 }

test('duties are what the tables give, and what is usual where no table speaks', () => {
  const duties = dutiesOf(compilePolicy(readPolicy(aPolicy())), facts)

  expect(duties).toMatchObject({
    severity: 2,
    rung: 'front',
    entitlement: { remedy: 'refund', upTo: 500 },
    conduct: { answerIn: 'same-way', tone: 'written' },
    comms: false,
    why: [
      { table: 'severity', row: 's9' },
      { table: 'attention', row: 'a9' },
      { table: 'entitlement', row: 'e1' },
    ],
  })
  expect(duties.clocks.acknowledgeWithin.toString()).toBe('PT8H')
  expect(duties.clocks.followUpWithin.toString()).toBe('P3D')
})

test('a policy without tables still gives a case an owner and dates', () => {
  const duties = dutiesOf(compilePolicy(readPolicy(aPolicy({ tables: [] }))), {})
  expect(duties).toMatchObject({
    severity: 2,
    rung: 'front',
    entitlement: { remedy: 'apology', upTo: 0 },
    why: [],
  })
})

test('the third failure reaches the top with no followers at all', () => {
  const compiled = compilePolicy(readPolicy(aPolicy()))
  expect(dutiesOf(compiled, { ...facts, failures: 3, followers: 0 }).rung).toBe('chief')
  expect(dutiesOf(compiled, { ...facts, failures: 3 }).rung).toBe('chief')
})

/** A table that says how often we ask, with another range or kind where a test wants one. */
const closing = (changes: { kind?: string; min?: number } = {}) => ({
  id: 'closing',
  kind: changes.kind ?? 'outcome',
  hit: 'F',
  reads: ['harm'],
  gives: {
    askTimes: { type: 'integer', min: changes.min ?? 2, max: 9, order: 'worse' },
    silentDays: { type: 'integer', min: 3, max: 365, order: 'worse' },
  },
  rows: [
    { id: 'harmed', when: { harm: '"safety"' }, then: { askTimes: 4, silentDays: 30 } },
    { id: 'any', when: {}, then: { askTimes: 2, silentDays: 7 } },
  ],
})

test('how often we ask whether it is settled is what an outcome says, and as usual where none does', () => {
  const { tables } = aPolicy()
  const compiled = compilePolicy(readPolicy(aPolicy({ tables: [...tables, closing()] })))
  expect(dutiesOf(compiled, { ...facts, harm: 'safety' }).asking).toEqual({
    times: 4,
    daysApart: 1,
    silentDays: 30,
  })
  expect(dutiesOf(compiled, facts).asking).toBeUndefined()
})

test('a policy that lets silence close after one question, or asks by who is watching, is refused by name', () => {
  const { tables } = aPolicy()
  const read = (table: object) => () => readPolicy(aPolicy({ tables: [...tables, table] }))
  expect(read(closing({ min: 1 }))).toThrow('tables.closing.gives.askTimes: it is a whole number')
  expect(read(closing({ kind: 'attention' }))).toThrow('everybody is owed it alike')
})
