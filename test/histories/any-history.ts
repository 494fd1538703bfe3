import fc from 'fast-check'
import { channels, type Channel } from '#domain/channel.ts'
import { claimKinds, silences, type ClaimKind, type Silence } from '#domain/claim/claim.ts'
import type { Facts } from '#domain/policy/fact.ts'
import { houses, seenFacts, unseenFacts } from './a-house.ts'

/** The same step for two people who differ only in who is watching them. */
type Twins<T> = readonly [quiet: T, loud: T]

type Contact = { channel: Channel; minutesAgo: number; isPublic: Twins<boolean> }

/** One thing that may happen to a case. What cannot happen at that moment is left out when it is lived. */
export type Step =
  | ({ kind: 'customer-writes'; facts: Facts } & Contact)
  | { kind: 'reply'; asks: boolean; isApology?: boolean }
  | { kind: 'delivery'; fate: 'sent' | 'refused' | 'in-doubt'; which: number; secondsAgo: number }
  | { kind: 'doubt'; fate: 'repeated' | 'arrived'; which: number }
  | { kind: 'bounce'; which: number }
  | { kind: 'withdraw-reply' | 'withdraw-promise'; which: number }
  | { kind: 'withdraw-escalation' }
  | { kind: 'facts'; matter: Facts; seen: Twins<Facts> }
  | { kind: 'promise'; minutes: number }
  | { kind: 'snooze'; minutes: number }
  | { kind: 'keep-promise'; which: number }
  | { kind: 'escalate'; rung: number | null; to: string | null }
  | { kind: 'accept'; by: string | null }
  | { kind: 'merge'; hours: number; answer: 'none' | 'reply' | 'question' }
  | { kind: 'decline' | 'return' | 'undo-merge' | 'note' | 'reopen' | 'erase' | 'forget' | 'wake' }
  | { kind: 'assign'; to: string }
  | { kind: 'time'; minutes: number; clockRings: boolean }
  | { kind: 'resolve'; settledBy: 'customer' | 'desk' }
  | { kind: 'withdraw-failure'; which: number }
  | { kind: 'policy'; version: number }
  | ClaimStep

/** What somebody says that can be verified: each of the twins may say it, or nothing. */
export type ClaimStep =
  | { kind: 'claim'; says: Twins<boolean>; about: ClaimAbout }
  | { kind: 'claim-code'; which: number; minutes: number }
  | {
      kind: 'claim-found'
      fate: 'verified' | 'refuted' | 'withdrawn' | 'elsewhere'
      which: number
      minutes: number
    }

type ClaimAbout = {
  what: ClaimKind
  followers: number
  warns: boolean
  minutes: number
  ifSilent: Silence
  countsMeanwhile: boolean
}

/** What will happen to a case, from its first contact on. */
export type Plan = {
  startMinute: number
  version: number
  opening: Contact & { facts: Facts }
  steps: Step[]
}

const some = fc.nat(9)
const people = fc.constantFrom('ann', 'bob', 'kim')
const twins = <T>(either: fc.Arbitrary<T>): fc.Arbitrary<Twins<T>> => fc.tuple(either, either)
const day = 24 * 60

/** Mostly now; sometimes it lay in a letter box, or the mail was late. */
const minutesAgo = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat(5 * day) },
)
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary })

const contact = { channel: fc.constantFrom(...channels), minutesAgo, isPublic: twins(fc.boolean()) }
const noFacts: Facts = {}

const steps: { weight: number; arbitrary: fc.Arbitrary<Step> }[] = [
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('customer-writes'),
      ...contact,
      facts: rarely(unseenFacts, noFacts),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('reply'),
      asks: fc.boolean(),
      isApology: rarely(fc.constant(true), false),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('delivery'),
      fate: fc.constantFrom('sent', 'sent', 'sent', 'refused', 'in-doubt'),
      which: some,
      secondsAgo: rarely(fc.nat(3600), 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('doubt'),
      fate: fc.constantFrom('repeated', 'arrived'),
      which: some,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bounce'), which: some }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('withdraw-reply', 'withdraw-promise'), which: some }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw-escalation') }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('facts'), matter: unseenFacts, seen: twins(seenFacts) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('promise'), minutes: fc.integer({ min: 1, max: 14 * day }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('snooze'), minutes: fc.integer({ min: 1, max: 2 * day }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('keep-promise'), which: some }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('escalate'), rung: maybe(fc.nat(5)), to: maybe(people) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('accept'), by: maybe(people) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'decline',
        'return',
        'undo-merge',
        'note',
        'reopen',
        'reopen',
        'erase',
        'forget',
        'wake',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('merge'),
      hours: fc.nat(200),
      answer: fc.constantFrom('none', 'reply', 'question'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('assign'), to: people }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('time'), minutes: fc.nat(120), clockRings: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('time'), minutes: fc.nat(4 * day), clockRings: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('resolve'), settledBy: fc.constantFrom('customer', 'desk') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw-failure'), which: some }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('policy'), version: fc.constantFrom(...houses.keys()) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('claim'),
      says: twins(fc.boolean()),
      about: fc.record({
        what: fc.constantFrom(...claimKinds),
        followers: fc.oneof(fc.nat(3_000_000), fc.nat(300_000)),
        warns: fc.boolean(),
        minutes: fc.nat(2 * day),
        ifSilent: fc.constantFrom(...silences),
        countsMeanwhile: fc.boolean(),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('claim-code'), which: some, minutes: fc.nat(30) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('claim-found'),
      fate: fc.constantFrom('verified', 'verified', 'refuted', 'withdrawn', 'elsewhere'),
      which: some,
      minutes: fc.nat(5 * day),
    }),
  },
]

const several = (minLength: number, maxLength: number) =>
  fc.array(fc.oneof(...steps), { minLength, maxLength, size: 'max' })

/** Any history of a case: 5 to 40 things that happen to it, at a desk that never closes or at one with office hours. */
export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  startMinute: fc.nat(60 * day),
  version: fc.constantFrom(0, 0, 1),
  opening: fc.record({ ...contact, facts: rarely(unseenFacts, noFacts) }),
  steps: fc.oneof({ weight: 3, arbitrary: several(5, 15) }, { weight: 1, arbitrary: several(16, 40) }),
})
