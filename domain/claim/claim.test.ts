import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyClaimEvent, type ClaimEvent } from './apply-claim-event.ts'
import {
  claimEndsAt,
  counts,
  mayBecome,
  strengthOf,
  strengths,
  methods,
  type Claim,
  type ClaimState,
} from './claim.ts'
import { claimedFacts } from './claimed-facts.ts'
import { readClaim, saveClaim } from './read-claim.ts'
import { claimsEnded, nextClaimEnd } from './time-passed.ts'

const at = (minute: number) => Temporal.Instant.from('2026-11-23T09:00:00Z').add({ minutes: minute })
const id = 'c1'

const made = (parts: Partial<Extract<ClaimEvent, { type: 'claim-made' }>['data']> = {}): ClaimEvent => ({
  type: 'claim-made',
  at: at(0),
  data: {
    id,
    kind: 'reach',
    followers: 1_000_000,
    digest: 'd',
    decideBy: at(15).toString(),
    countsMeanwhile: true,
    ifSilent: 'set-aside',
    ...parts,
  },
})

const verified: ClaimEvent = {
  type: 'claim-verified',
  at: at(5),
  data: { id, method: 'post', strength: 'shown', until: at(100).toString() },
}
const counted = (followers: number): ClaimEvent => ({
  type: 'claim-counted',
  at: at(6),
  data: { id, followers },
})
const refuted: ClaimEvent = { type: 'claim-refuted', at: at(5), data: { id, because: 'look-alike' } }
const expired: ClaimEvent = { type: 'claim-expired', at: at(15), data: { id, because: 'silent' } }
const withdrawn: ClaimEvent = { type: 'claim-withdrawn', at: at(5), data: { id } }

const after = (...events: ClaimEvent[]) => events.reduce<Claim[]>(applyClaimEvent, [])

describe('a claim goes where it may go, and nowhere else', () => {
  test.each([
    ['shown', [verified], 'verified'],
    ['found to be otherwise', [refuted], 'refuted'],
    ['not shown in time', [expired], 'expired'],
    ['taken off', [withdrawn], 'withdrawn'],
    ['shown in time, and seen late', [expired, verified], 'verified'],
    ['shown, and found to be otherwise later', [verified, refuted], 'refuted'],
    ['shown long ago', [verified, expired], 'expired'],
    ['shown, and taken off', [verified, withdrawn], 'withdrawn'],
  ])('%s', (_, events, state) => {
    expect(after(made(), ...events)[0]?.state).toBe(state)
  })

  test.each([
    ['what was refuted is not shown', [refuted, verified]],
    ['what was refuted does not expire', [refuted, expired]],
    ['what was taken off is not shown', [withdrawn, verified]],
    ['what expired is not refuted', [expired, refuted]],
    ['what expired is not taken off', [expired, withdrawn]],
    ['nothing is shown twice', [verified, verified]],
  ])('%s', (_, events) => {
    expect(() => after(made(), ...events)).toThrow(RangeError)
  })

  test('one that the case does not have changes nothing', () => {
    expect(after(verified)).toEqual([])
  })
})

test('a code gives them as long as it holds, and the newest one counts', () => {
  const code = (name: string, from: number, until: number): ClaimEvent => ({
    type: 'claim-code-issued',
    at: at(from),
    data: { id, code: name, until: at(until).toString() },
  })
  const [claim] = after(made(), code('one', 2, 17), code('two', 10, 25))
  expect(claim?.code).toEqual({ id: 'two', until: at(25) })
  expect(claim && claimEndsAt(claim)).toEqual(at(25))
})

describe('what nobody shows in time', () => {
  test.each([
    ['is set aside', 'set-aside', 'claim-expired'],
    ['is believed', 'believe', 'claim-verified'],
  ] as const)('%s, where policy says so', (_, ifSilent, type) => {
    const claims = after(made({ ifSilent }))
    expect(claimsEnded(claims, at(14))).toEqual([])
    expect(claimsEnded(claims, at(15)).map((event) => event.type)).toEqual([type])
    expect(nextClaimEnd(claims)).toEqual(at(15))
  })

  test('stays open where policy lets it', () => {
    const claims = after(made({ ifSilent: 'leave-open', decideBy: null }))
    expect(nextClaimEnd(claims)).toBeNull()
    expect(claimsEnded(claims, at(100_000))).toEqual([])
  })
})

const known = (events: ClaimEvent[], entered = {}) => claimedFacts(after(...events), entered)

describe('what policy knows of a claim', () => {
  test.each<[string, ClaimEvent[], object, object]>([
    ['their number, as not shown', [made()], {}, { followers: 1_000_000, verified: false }],
    [
      'their number as what they say, also once the account was shown',
      [made(), verified],
      {},
      { followers: 1_000_000, verified: false },
    ],
    [
      'the number of the network, once the account was shown',
      [made(), verified, counted(400_000)],
      {},
      { followers: 400_000, verified: true },
    ],
    [
      'how little the network counts, too',
      [made(), verified, counted(12)],
      { followers: 500 },
      { followers: 12, verified: true },
    ],
    [
      'a number that a colleague has entered as proved before what is said',
      [made(), verified],
      { followers: 300_000, verified: true },
      {},
    ],
    [
      'no number as proved by a mark without one',
      [made()],
      { verified: true },
      { followers: 1_000_000, verified: false },
    ],
    ['nothing that was counted, once it is over', [made(), verified, counted(400_000), expired], {}, {}],
    ['nothing, once it was refuted', [made(), refuted], {}, {}],
    ['nothing, once it expired', [made(), expired], {}, {}],
    ['nothing, once it was taken off', [made(), withdrawn], {}, {}],
    ['nothing, where policy does not let it count meanwhile', [made({ countsMeanwhile: false })], {}, {}],
    ['that they warned', [made({ warns: true })], { followers: 2e9 }, { threat: true }],
    ['not less than what was entered', [made()], { followers: 2_000_000 }, {}],
    ['that they write for the press', [made({ kind: 'press' })], {}, { press: true }],
    ['nothing of the matter', [made({ kind: 'vulnerability' })], {}, {}],
  ])('%s', (_, events, entered, facts) => {
    expect(known(events, entered)).toEqual(facts)
  })

  test('saying something never makes what was shown, or entered as proved, count for less', () => {
    const proved = { followers: 300_000, verified: true }
    expect(known([made()], proved)).toEqual({})
    expect(known([made(), verified, counted(40)], proved)).toEqual({})
    expect(known([made(), verified, counted(300_001)], proved)).toEqual({
      followers: 300_001,
      verified: true,
    })
  })
})

test('each way is as strong as what it shows', () => {
  expect(methods.map((method) => [method, strengths.indexOf(strengthOf(method))])).toEqual([
    ['their-word', 0],
    ['callback', 1],
    ['our-records', 1],
    ['post', 2],
    ['direct-message', 2],
    ['site', 2],
    ['dns', 3],
    ['sign-in', 3],
  ])
})

const anyEvent = fc.oneof(
  fc.constantFrom<ClaimEvent>(
    verified,
    refuted,
    expired,
    withdrawn,
    counted(400_000),
    { type: 'claim-code-elsewhere', at: at(3), data: { id } },
    { type: 'claim-sign-in-elsewhere', at: at(3), data: { id } },
    { type: 'claim-checked', at: at(3), data: { id, method: 'dns', found: 'nothing' } },
  ),
  fc.nat(200).map((minute): ClaimEvent => ({
    type: 'claim-code-issued',
    at: at(minute),
    data: { id, code: `code ${minute}`, until: at(minute + 15).toString() },
  })),
  fc.nat(200).map((minute): ClaimEvent => ({
    type: 'claim-sign-in-offered',
    at: at(minute),
    data: { id, link: `link ${minute}`, until: at(minute + 15).toString() },
  })),
)

/** What an event would make of a claim; nothing where it only adds to it. */
function wantedBy({ type }: ClaimEvent): ClaimState | null {
  switch (type) {
    case 'claim-verified':
      return 'verified'
    case 'claim-refuted':
      return 'refuted'
    case 'claim-expired':
      return 'expired'
    case 'claim-withdrawn':
      return 'withdrawn'
    default:
      return null
  }
}

/** What is wrong with a claim after one more event; nothing where all is as it should be. */
function faultAfter(before: Claim, event: ClaimEvent, next: Claim | 'refused'): string | undefined {
  const wanted = wantedBy(event)
  const isAllowed = wanted === null || mayBecome(before, wanted)
  if (next === 'refused') return isAllowed ? 'an allowed move was refused' : undefined
  if (!isAllowed) return 'a move was made that is not allowed'
  if (next.state !== (wanted ?? before.state)) return 'it became something else'
  if (!isDeepStrictEqual(readClaim(saveClaim(next)), next)) return 'it reads back as another'
  const does = next.state === 'verified' || (next.state === 'claimed' && next.countsMeanwhile)
  return counts(next) === does ? undefined : 'it counts where it should not, or does not where it should'
}

function applied(claim: Claim, event: ClaimEvent): Claim | 'refused' {
  try {
    return applyClaimEvent([claim], event)[0] ?? 'refused'
  } catch {
    return 'refused'
  }
}

test('whatever happens, a claim is in one state, reads back as it was saved, and what is over never counts', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(anyEvent, { maxLength: 12 }), (countsMeanwhile, events) => {
      const [first] = after(made({ countsMeanwhile }))
      if (!first) throw new Error('It was made.')
      let claim = first
      for (const event of events) {
        const next = applied(claim, event)
        expect(faultAfter(claim, event, next)).toBeUndefined()
        claim = next === 'refused' ? claim : next
      }
    }),
    { numRuns: 500 },
  )
})
