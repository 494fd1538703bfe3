import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { compilePolicy } from '../policy/compile.ts'
import { readPolicy } from '../policy/document.ts'
import type { Facts } from '../policy/fact.ts'
import { maySignAs, mostSigned } from './authority.ts'
import { entitlementOf, kindsOf } from './entitlement.ts'
import { inMinorUnits } from './money.ts'
import { outcomeFacts, type OutcomeFacts } from './outcome-facts.ts'

const starter = parse(readFileSync(new URL('../../packs/policies/starter.yaml', import.meta.url), 'utf8'))
const compiled = compilePolicy(readPolicy(starter))
const { facts } = compiled.policy
const matter = { harm: 'loss', loss: 400, topic: 'billing', channel: 'letter' }
const known = { ...matter, failures: 0, missed: 0, refusals: 0, disagreed: false, days: 0, public: false }
const famous = { followers: 2_000_000, verified: true, press: true, threat: true, public: true }

describe('who is looking reaches no amount', () => {
  test('the facts of a case cannot be handed to what owes or signs: they are of another type', () => {
    expectTypeOf<Facts>().not.toExtend<OutcomeFacts>()
    expectTypeOf(entitlementOf).parameter(2).toEqualTypeOf<OutcomeFacts>()
    expectTypeOf(maySignAs).parameter(1).toEqualTypeOf<OutcomeFacts>()
    expectTypeOf(mostSigned).parameter(1).toEqualTypeOf<OutcomeFacts>()
  })

  test('what is left of the facts of a famous complaint is what is left of a quiet one', () => {
    expect(outcomeFacts(facts, { ...known, ...famous })).toEqual(outcomeFacts(facts, known))
  })

  test('a policy that was published against its proof, and gives more to the loud, owes them the same here', () => {
    const leaking = compilePolicy(
      readPolicy({
        ...starter,
        tables: starter.tables.map((table: { id: string; reads: string[]; rows: unknown[] }) =>
          table.id === 'entitlement'
            ? {
                ...table,
                reads: [...table.reads, 'followers'],
                rows: [
                  {
                    id: 'famous',
                    when: { followers: '>= 250000' },
                    then: { remedy: 'replacement', upTo: 9000 },
                  },
                  ...table.rows,
                ],
              }
            : table,
        ),
      }),
    )
    const owed = (given: Facts) => entitlementOf(leaking, 1, outcomeFacts(leaking.policy.facts, given), 'EUR')

    expect(owed({ ...known, ...famous })).toEqual(owed(known))
  })
})

test('what is owed is named with its rule, in the smallest unit of the currency', () => {
  expect(entitlementOf(compiled, 7, outcomeFacts(facts, known), 'EUR')).toEqual({
    what: 'refund',
    upTo: 100_000,
    currency: 'EUR',
    rule: { policy: 7, table: 'entitlement', row: 'loss' },
  })
  expect(kindsOf(compiled)).toContain('gift')
})

test.each<[number, string, number]>([
  [19.99, 'EUR', 1999],
  [0.29, 'EUR', 29],
  [1000, 'JPY', 1000],
  [19.999, 'EUR', 1999],
  [1.005, 'TND', 1005],
])('%d in %s is %d of its smallest unit', (amount, currency, minor) => {
  expect(inMinorUnits(amount, currency)).toBe(minor)
})

test.each<[string, string, number, boolean]>([
  ['front', 'refund', 5_000, true],
  ['front', 'refund', 5_001, false],
  ['lead', 'refund', 25_000, true],
  ['front', 'replacement', 0, false],
  ['front', 'something-else', 0, false],
  ['somebody', 'refund', 0, false],
])('whether %s may sign %s of %d is %s', (rung, what, weighs, may) => {
  const blind = outcomeFacts(facts, known)
  expect(maySignAs(compiled, blind, rung, { what, weighs, currency: 'EUR' })).toBe(may)
})

test('the most that a rung may sign is found to the cent', () => {
  const blind = outcomeFacts(facts, known)
  const most = (rung: string, what: string, weighs: number) =>
    mostSigned(compiled, blind, rung, { what, weighs, currency: 'EUR' })
  expect(most('front', 'refund', 100_000)).toBe(5_000)
  expect(most('lead', 'refund', 100_000)).toBe(25_000)
  expect(most('chief', 'refund', 100_000)).toBe(100_000)
  expect(most('front', 'replacement', 100_000)).toBeNull()
})
