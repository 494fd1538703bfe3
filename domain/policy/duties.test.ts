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
