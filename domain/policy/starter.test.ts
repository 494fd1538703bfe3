import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compilePolicy } from './compile.ts'
import { decide } from './decide.ts'
import { owedAtAnyHour } from './owed-at-any-hour.ts'
import { readPolicy } from './document.ts'
import { dutiesOf } from './duties.ts'
import { valueOf, type Fact, type Facts } from './fact.ts'

const path = new URL('../../packs/policies/starter.yaml', import.meta.url)
const policy = readPolicy(parse(readFileSync(path, 'utf8')))
const starter = compilePolicy(policy)
const rungs = policy.ladder.map(({ id }) => id)

/** A complaint of which nothing was read yet, by mail, for the first time. */
const fresh = {
  failures: 0,
  missed: 0,
  refusals: 0,
  disagreed: false,
  days: 0,
  channel: 'email',
  public: false,
}
const severityOf = (harm: string, vulnerable: boolean) =>
  dutiesOf(starter, { ...fresh, harm, vulnerable }).severity
const rungFor = (facts: Facts) => dutiesOf(starter, { ...fresh, ...facts }).rung

/** Any value of a fact, those near the limits of the starter policy oftener. */
function anyValueOf({ domain, unknown }: Fact) {
  const { low, high } = domain
  const range = { min: Math.max(low, -1e9), max: Math.min(high, 1e9) }
  const known = fc.oneof(fc.integer(range), fc.integer({ min: range.min, max: Math.min(range.max, 5) }))
  const value = known.map((code) => valueOf(code, domain))
  return unknown ? fc.option(value, { nil: null }) : value
}

const anyFactsOf = (facts: readonly Fact[]) =>
  fc.record(Object.fromEntries(facts.map((fact) => [fact.name, anyValueOf(fact)])))

const seen = policy.facts.filter(({ label }) => label === 'visibility')
const unseen = policy.facts.filter(({ label }) => label !== 'visibility')

test('whoever is watching, the same matter is measured alike and owed the same, and the same people may sign', () => {
  fc.assert(
    fc.property(anyFactsOf(unseen), anyFactsOf(seen), anyFactsOf(seen), (matter, quiet, loud) => {
      const [one, other] = [decide(starter, { ...matter, ...quiet }), decide(starter, { ...matter, ...loud })]
      expect(one.skipped).toEqual([])
      expect([other.measure, other.permission, other.outcome]).toEqual([
        one.measure,
        one.permission,
        one.outcome,
      ])
    }),
    { numRuns: 10_000 },
  )
})

test('one more failed contact, missed date or refusal never lowers the rung', () => {
  const counted = fc.constantFrom('failures', 'missed', 'refusals', 'days')
  fc.assert(
    fc.property(anyFactsOf(policy.facts), counted, fc.nat(5), fc.nat(5), (facts, name, few, more) => {
      const before = rungFor({ ...facts, [name]: few })
      const after = rungFor({ ...facts, [name]: few + more })
      expect(rungs.indexOf(after)).toBeGreaterThanOrEqual(rungs.indexOf(before))
    }),
    { numRuns: 10_000 },
  )
})

test('every table answers whatever is known', () => {
  fc.assert(
    fc.property(anyFactsOf(policy.facts), (facts) => {
      const { measure, attention, permission, outcome } = decide(starter, facts)
      const answers = { ...measure, ...attention, ...permission, ...outcome }
      expect(Object.entries(answers).filter(([, answer]) => answer === null)).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('the second failed contact reaches the second line, the third the executive office, with zero followers', () => {
  expect(rungFor({})).toBe('front')
  expect(rungFor({ failures: 1 })).toBe('front')
  expect(rungFor({ failures: 2, followers: 0 })).toBe('second-line')
  expect(rungFor({ failures: 3, followers: 0 })).toBe('executive')
})

test('dates that we missed climb too', () => {
  expect([1, 2, 3, 4].map((missed) => rungFor({ missed }))).toEqual([
    'lead',
    'second-line',
    'second-line',
    'executive',
  ])
})

test('safety by mail from somebody without followers is gravest, and its clock does not wait for the morning', () => {
  const duties = dutiesOf(starter, { ...fresh, harm: 'safety' })

  expect(duties).toMatchObject({ severity: 5, rung: 'second-line', comms: true, clocks: { always: true } })
  expect(duties.clocks.acknowledgeWithin.toString()).toBe('PT30M')
})

test('of a complaint that nobody has read it is assumed that it is ordinary', () => {
  expect(dutiesOf(starter, fresh)).toMatchObject({
    severity: 2,
    rung: 'front',
    entitlement: { remedy: 'apology' },
  })
})

test('whoever can bear less is one step graver', () => {
  const harms = ['none', 'inconvenience', 'loss', 'distress', 'health', 'safety']
  expect(harms.map((harm) => severityOf(harm, false))).toEqual([1, 2, 2, 3, 4, 5])
  expect(harms.map((harm) => severityOf(harm, true))).toEqual([2, 3, 3, 4, 5, 5])
})

test('somebody may sign the most that can be owed', () => {
  const upTo =
    policy.tables.find(({ id }) => id === 'entitlement')?.rows.map(({ then }) => Number(then[1])) ?? []
  const asked = { ...fresh, giving: 'refund', amount: Math.max(...upTo), signer: 'executive' }
  expect(decide(starter, asked).permission).toEqual({ maySign: true })
  expect(decide(starter, { ...asked, signer: 'lead' }).permission).toEqual({ maySign: false })
})

test('who may sign and how a claim is verified is answered only when it is asked', () => {
  expect(decide(starter, fresh).skipped).toEqual(['authority', 'claims'])
  expect(decide(starter, { ...fresh, claim: 'reach' })).toMatchObject({
    outcome: { verifiedBy: 'code', verifyWithin: 'PT15M' },
    skipped: ['authority'],
  })
})

test('every rung is staffed round the clock by the administrator until there are others', () => {
  expect(rungs).toEqual(['front', 'lead', 'second-line', 'relations', 'executive', 'chief'])
  expect(
    policy.ladder.every(({ rota }) =>
      rota.every(({ who, hours }) => who === 'administrator' && hours.neverCloses),
    ),
  ).toBe(true)
})

test('no outcome table reads who is watching', () => {
  const read = policy.tables.filter(({ kind }) => kind !== 'attention').flatMap(({ reads }) => reads)
  expect(read.filter((name) => seen.some((fact) => fact.name === name))).toEqual([])
})

test('whoever is offered a danger has to take it up before its first answer is owed', () => {
  const { rung, clocks } = dutiesOf(starter, { ...fresh, harm: 'safety' })
  const asked = policy.ladder.find(({ id }) => id === rung)
  expect(asked?.acceptWithin.total('minutes')).toBeLessThan(clocks.acknowledgeWithin.total('minutes'))
})

test('a danger is owed a first answer within half an hour at any hour of the day', () => {
  expect(owedAtAnyHour(policy)).toBe('PT30M')
})
