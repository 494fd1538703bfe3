import fc from 'fast-check'
import { channels, type Channel } from '#domain/channel.ts'
import { claimKinds, silences, type ClaimKind, type Silence } from '#domain/claim/claim.ts'
import { grounds, type Ground } from '#domain/case/closing.ts'
import { sayings, ways, type Said, type Way } from '#domain/case/customers-word.ts'
import type { Decision } from '#domain/case/event.ts'
import type { Facts } from '#domain/policy/fact.ts'
import { sorts, type Sort } from '#domain/remedy/remedy.ts'
import { houses, seenFacts, unseenFacts } from './a-house.ts'

/** The same step for two people who differ only in who is watching them. */
type Twins<T> = readonly [quiet: T, loud: T]

type Contact = { channel: Channel; minutesAgo: number; isPublic: Twins<boolean> }

/** One thing that may happen to a case. What cannot happen at that moment is left out when it is lived. */
export type Step =
  | ({ kind: 'customer-writes'; facts: Facts } & Contact)
  | {
      kind: 'reply'
      asks: boolean
      isApology?: boolean
      does?: 'asks-settled' | 'refuses' | 'only-invites' | undefined
    }
  | { kind: 'delivery'; fate: 'sent' | 'refused' | 'in-doubt'; which: number; secondsAgo: number }
  | { kind: 'doubt'; fate: 'repeated' | 'arrived'; which: number }
  | { kind: 'bounce'; which: number }
  | { kind: 'withdraw-reply' | 'withdraw-promise'; which: number }
  | { kind: 'withdraw-escalation' }
  | { kind: 'facts'; matter: Facts; seen: Twins<Facts> }
  | { kind: 'promise'; minutes: number }
  | { kind: 'snooze'; minutes: number }
  | { kind: 'keep-promise' | 'pass-promise-on'; which: number }
  | { kind: 'escalate'; rung: number | null; to: string | null }
  | { kind: 'accept'; by: string | null }
  | { kind: 'merge'; hours: number; answer: 'none' | 'reply' | 'question'; isGrave?: boolean }
  | {
      kind:
        | 'decline'
        | 'return'
        | 'undo-merge'
        | 'take-back'
        | 'note'
        | 'sign'
        | 'page'
        | 'examine'
        | 'reopen'
        | 'erase'
        | 'forget'
        | 'wake'
        | 'room'
    }
  | { kind: 'assign'; to: string }
  | { kind: 'time'; minutes: number; clockRings: boolean }
  | SettlingStep
  | { kind: 'withdraw-failure'; which: number }
  | { kind: 'policy'; version: number }
  | ClaimStep
  | RemedyStep

/**
 * Something that the customer is to get, or that becomes of it, by a colleague of no rung or of one of them. Not by the owner: who that is may depend
 * on who is watching, and what somebody may sign depends on who they are.
 */
export type RemedyStep = { who: number | null; which: number } & (
  | { kind: 'propose'; sort: Sort; amount: number }
  | { kind: 'remedy'; to: 'approved' | 'given' | 'declined' | 'withdrawn' | 'reversed' }
  | { kind: 'look-at-reach' }
)

/** What leads from a deed to the end: what was done, what the customer says of it, and who closes the case by what. */
export type SettlingStep =
  | { kind: 'deed' }
  | { kind: 'word'; says: Said; way: Way; feels: boolean }
  | { kind: 'try-call'; minutesAgo: number }
  /** Whoever is heard first says that it is settled. */
  | { kind: 'resolve'; ground: Ground; decision: Decision; isHeard: boolean }

/** What somebody says that can be verified: each of the twins may say it, or nothing. */
export type ClaimStep =
  | { kind: 'claim'; says: Twins<boolean>; about: ClaimAbout }
  | { kind: 'claim-code' | 'claim-link'; which: number; minutes: number }
  | {
      kind: 'claim-found'
      fate: 'verified' | 'counted' | 'refuted' | 'withdrawn' | 'elsewhere'
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

/** The way to the customer's word, and tries to close a case by anything. */
export const settlingSteps: readonly fc.Arbitrary<SettlingStep>[] = [
  fc.record({ kind: fc.constant('deed') }),
  fc.record({
    kind: fc.constant('word'),
    says: fc.constantFrom(...sayings),
    way: fc.constantFrom(...ways),
    feels: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('try-call'), minutesAgo: fc.nat(4000) }),
  fc.record({
    kind: fc.constant('resolve'),
    ground: fc.constantFrom(...grounds),
    decision: fc.constantFrom('upheld', 'partly-upheld', 'not-upheld', 'out-of-scope'),
    isHeard: rarely(fc.constant(true), false),
  }),
]

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
      does: fc.constantFrom(undefined, undefined, undefined, 'asks-settled', 'refuses', 'only-invites'),
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
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('keep-promise', 'pass-promise-on'), which: some }),
  },
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
        'sign',
        'page',
        'examine',
        'reopen',
        'reopen',
        'erase',
        'forget',
        'wake',
        'room',
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
    arbitrary: fc.record({
      kind: fc.constant('resolve'),
      ground: fc.constant('word'),
      decision: fc.constant('upheld'),
      isHeard: fc.constant(true),
    }),
  },
  { weight: 4, arbitrary: fc.oneof(...settlingSteps) },
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
    arbitrary: fc.record({
      kind: fc.constantFrom('claim-code', 'claim-link'),
      which: some,
      minutes: fc.nat(30),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('claim-found'),
      fate: fc.constantFrom('verified', 'verified', 'counted', 'refuted', 'withdrawn', 'elsewhere'),
      which: some,
      minutes: fc.nat(5 * day),
    }),
  },
]

const whoever = { who: maybe(fc.nat(5)), which: some }

const remedySteps: typeof steps = [
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('propose'),
      ...whoever,
      sort: fc.constantFrom(...sorts),
      amount: fc.oneof(fc.nat(4_000), fc.nat(120_000)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('remedy'),
      ...whoever,
      to: fc.constantFrom('approved', 'approved', 'given', 'given', 'declined', 'withdrawn', 'reversed'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look-at-reach'), ...whoever }) },
]

const several = (minLength: number, maxLength: number) =>
  fc.array(fc.oneof(...steps, ...remedySteps), { minLength, maxLength, size: 'max' })

/** Now and then it was no case at all, and whoever made it sees so before anybody does anything. */
const slips: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Step[]>([]) },
  {
    weight: 1,
    arbitrary: fc
      .nat(60)
      .map((minutes): Step[] => [{ kind: 'time', minutes, clockRings: true }, { kind: 'take-back' }]),
  },
)

/** Any history of a case: 5 to 40 things that happen to it, at a desk that never closes or at one with office hours. */
export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  startMinute: fc.nat(60 * day),
  version: fc.constantFrom(0, 0, 1),
  opening: fc.record({ ...contact, facts: rarely(unseenFacts, noFacts) }),
  steps: fc
    .tuple(
      slips,
      fc.oneof({ weight: 3, arbitrary: several(5, 15) }, { weight: 1, arbitrary: several(16, 40) }),
    )
    .map(([slip, then]) => [...slip, ...then]),
})
