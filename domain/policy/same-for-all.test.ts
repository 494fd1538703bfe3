import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { parse } from 'yaml'
import { claimKinds, type Claim } from '../claim/claim.ts'
import { claimedFacts } from '../claim/claimed-facts.ts'
import { aPolicy } from './a-policy.ts'
import { compilePolicy, type CompiledPolicy } from './compile.ts'
import { decide, type Answers, type Decision } from './decide.ts'
import { readPolicy } from './document.ts'
import { valueOf, type Fact, type Label } from './fact.ts'
import { sound } from './proof/sound.ts'
import type { Kind } from './table.ts'

// Who complains, on which network, in which language and before how many eyes changes nothing that is owed.

const starter: unknown = parse(
  readFileSync(new URL('../../packs/policies/starter.yaml', import.meta.url), 'utf8'),
)
const fixtures: [string, unknown][] = [
  ['the starter policy', starter],
  ['the policy of the design', aPolicy()],
  ...sound.map(({ name, document }): [string, unknown] => [name, document]),
]

/** What the person is, and how they came: nothing of it is the matter. */
const whoAndHow = new Set<Label>(['visibility', 'channel'])

/** Any value of a fact, those near the limits that people write oftener. */
function anyValueOf({ domain, unknown }: Fact) {
  const range = { min: Math.max(domain.low, -1e6), max: Math.min(domain.high, 1e6) }
  const few = { min: range.min, max: Math.max(range.min, Math.min(range.max, 6)) }
  const onStep = (code: number) => valueOf(code - ((code - Math.max(domain.low, 0)) % domain.step), domain)
  const known = fc.oneof(fc.integer(range), fc.integer(few)).map(onStep)
  return unknown ? fc.option(known, { nil: null }) : known
}

const anyOf = (facts: readonly Fact[]) =>
  fc.record(Object.fromEntries(facts.map((fact) => [fact.name, anyValueOf(fact)])))

const isAboutWho = ({ label }: Fact) => label !== null && whoAndHow.has(label)

/** The entitlement, the evidence asked, the clocks and the rights: everything that outcome tables say. */
const owed = (policy: CompiledPolicy, facts: Parameters<typeof decide>[1]): Decision['outcome'] =>
  decide(policy, facts).outcome

describe('the same matter is owed the same, whoever brings it', () => {
  test.each(fixtures)('%s', (_, document) => {
    const policy = compilePolicy(readPolicy(document))
    const { facts } = policy.policy
    const matter = anyOf(facts.filter((fact) => !isAboutWho(fact)))
    const person = anyOf(facts.filter(isAboutWho))
    fc.assert(
      fc.property(matter, person, person, (about, one, other) => {
        const quiet = { ...about, ...one, name: 'Ada', language: 'de', network: 'mastodon' }
        const loud = { ...about, ...other, name: 'Grace', language: 'en', network: 'bluesky' }
        expect(owed(policy, loud)).toEqual(owed(policy, quiet))
        expect(decide(policy, loud).measure).toEqual(decide(policy, quiet).measure)
      }),
      { numRuns: 60 },
    )
  })
})

/** Anything that somebody may say of themselves, shown or not, however many of it. */
const anyClaims = fc.array(
  fc.record({
    kind: fc.constantFrom(...claimKinds),
    followers: fc.option(fc.nat(5_000_000), { nil: null }),
    warns: fc.boolean(),
    countsMeanwhile: fc.boolean(),
    isShown: fc.boolean(),
    counted: fc.option(fc.nat(5_000_000), { nil: undefined }),
  }),
  { maxLength: 4 },
)

const at = Temporal.Instant.from('2026-11-23T09:00:00Z')

describe('the same matter is owed the same, whatever somebody says of themselves', () => {
  test.each(fixtures)('%s', (_, document) => {
    const policy = compilePolicy(readPolicy(document))
    const { facts } = policy.policy
    fc.assert(
      fc.property(anyOf(facts), anyClaims, (about, said) => {
        const claims = said.map(({ isShown, counted, ...claim }, place): Claim => {
          const made = { ...claim, id: String(place), madeAt: at, ifSilent: 'set-aside' as const, code: null }
          return isShown
            ? {
                ...made,
                ...(counted !== undefined && { counted }),
                state: 'verified',
                method: 'post',
                strength: 'shown',
                at,
                until: null,
              }
            : { ...made, state: 'claimed', decideBy: at }
        })
        const seen = new Set(facts.filter(({ label }) => label === 'visibility').map(({ name }) => name))
        const claimed = Object.entries(claimedFacts(claims, about)).filter(([name]) => seen.has(name))
        const told = { ...about, ...Object.fromEntries(claimed) }
        expect(owed(policy, told)).toEqual(owed(policy, about))
        expect(decide(policy, told).measure).toEqual(decide(policy, about).measure)
      }),
      { numRuns: 60 },
    )
  })
})

test('the compiler keeps attention, permission, outcome and measure apart', () => {
  expectTypeOf<Decision['outcome']>().toEqualTypeOf<Answers<'outcome'>>()
  expectTypeOf<Answers<'attention'>>().not.toExtend<Answers<'outcome'>>()
  expectTypeOf<Answers<'permission'>>().not.toExtend<Answers<'outcome'>>()
  expectTypeOf<Answers<'measure'>>().not.toExtend<Answers<'attention'>>()
  expectTypeOf<Answers<'outcome'>>().not.toExtend<Answers<'permission'>>()
  expectTypeOf<Kind>().toEqualTypeOf<'measure' | 'attention' | 'permission' | 'outcome'>()
  expectTypeOf<Label>().toEqualTypeOf<'matter' | 'need' | 'history' | 'time' | 'channel' | 'visibility'>()
})
