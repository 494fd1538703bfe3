import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from 'yaml'
import { z } from 'zod'
import { compilePolicy, type CompiledPolicy } from '#domain/policy/compile.ts'
import { readPolicy } from '#domain/policy/document.ts'
import { dutiesOf } from '#domain/policy/duties.ts'
import { valueOf, type Fact, type Facts, type FactValue } from '#domain/policy/fact.ts'
import { isEntered } from '#domain/case/facts-about.ts'
import type { House } from '#domain/case/house.ts'

const path = new URL('../../packs/policies/starter.yaml', import.meta.url)
const starter = z
  .looseObject({ ladder: z.array(z.looseObject({ id: z.string() })) })
  .parse(parse(readFileSync(path, 'utf8')))

const office = { zone: 'Europe/Berlin', 'mon-fri': ['09:00-18:00'] }

/** The starter policy at a desk with office hours and holidays, where somebody else stands on each rung. */
const atOffice = {
  ...starter,
  hours: office,
  holidays: ['2026-12-25', '2027-01-01'],
  ladder: starter.ladder.map((rung) => ({
    ...rung,
    hours: office,
    rota: ['one', 'two'].map((who) => ({ who: `${rung.id}-${who}`, 'mon-fri': ['09:00-18:00'] })),
  })),
}

const compiled: readonly CompiledPolicy[] = [starter, atOffice].map((document) =>
  compilePolicy(readPolicy(document)),
)

/** A policy by its version, ready to be asked. */
export function compiledOf(version: number): CompiledPolicy {
  const found = compiled[version]
  if (!found) throw new RangeError('There is no such version.')
  return found
}

/** The starter policy as an organisation is born with it, and at a desk with office hours; their places are their versions. */
export const houses: readonly House[] = compiled.map((one, version) => {
  const { policy } = one
  return {
    version,
    facts: policy.facts,
    duties: (facts) => dutiesOf(one, facts),
    ladder: policy.ladder,
    deskHours: policy.hours,
  }
})

/** A policy by its version. */
export function houseOf(version: number): House {
  const house = houses[version]
  if (!house) throw new RangeError('There is no such version.')
  return house
}

const entered = houseOf(0).facts.filter(isEntered)

/** What a colleague can enter about the matter and the person: any legal value, those near the limits oftener. */
export const unseenFacts = anyOf(entered.filter(({ label }) => label !== 'visibility'))

/** What a colleague can enter about who is watching. */
export const seenFacts = anyOf(entered.filter(({ label }) => label === 'visibility'))

/** Some of these facts, each with any value. */
function anyOf(facts: readonly Fact[]): fc.Arbitrary<Facts> {
  const each = facts.map((fact) =>
    fc.option(
      anyValueOf(fact).map((value) => ({ [fact.name]: value })),
      { nil: {} },
    ),
  )
  return fc.tuple(...each).map((parts) => Object.assign({}, ...parts))
}

function anyValueOf({ domain }: Fact): fc.Arbitrary<FactValue> {
  const { low, high } = domain
  const range = { min: Math.max(low, -1e9), max: Math.min(high, 1e9) }
  const codes = fc.oneof(fc.integer(range), fc.integer({ min: range.min, max: Math.min(range.max, 300_000) }))
  return fc.option(
    codes.map((code) => valueOf(code, domain)),
    { nil: null, freq: 6 },
  )
}
