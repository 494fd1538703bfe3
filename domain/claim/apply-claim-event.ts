import { mayBecome, type Claim } from './claim.ts'
import type { ClaimEventData } from './claim-event.ts'

/** Something that happened to a claim. */
export type ClaimEvent = {
  [T in keyof ClaimEventData]: { type: T; at: Temporal.Instant; data: ClaimEventData[T] }
}[keyof ClaimEventData]

/** The claims of a case after one more event. One about a claim that the case does not have changes nothing. */
export function applyClaimEvent(claims: readonly Claim[], event: ClaimEvent): Claim[] {
  if (event.type === 'claim-made') return [...claims, newClaim(event)]
  return claims.map((claim) => (claim.id === event.data.id ? changed(claim, event) : claim))
}

function newClaim({ at, data }: Extract<ClaimEvent, { type: 'claim-made' }>): Claim {
  const { id, kind, followers, warns, decideBy, countsMeanwhile, ifSilent } = data
  return {
    id,
    kind,
    followers: followers ?? null,
    warns: warns ?? false,
    madeAt: at,
    countsMeanwhile,
    ifSilent,
    code: null,
    state: 'claimed',
    decideBy: maybe(decideBy),
  }
}

function changed(claim: Claim, event: Exclude<ClaimEvent, { type: 'claim-made' }>): Claim {
  const { at } = event
  const said = saidOf(claim)
  switch (event.type) {
    case 'claim-code-issued': {
      const code = { id: event.data.code, until: Temporal.Instant.from(event.data.until) }
      return { ...waitingUntil(claim, code.until), code }
    }
    case 'claim-sign-in-offered': {
      const signIn = { id: event.data.link, until: Temporal.Instant.from(event.data.until) }
      return { ...waitingUntil(claim, signIn.until), signIn }
    }
    case 'claim-code-elsewhere':
    case 'claim-sign-in-elsewhere':
    case 'claim-checked':
      return claim
    case 'claim-verified': {
      const { method, strength, until } = event.data
      return become(claim, { ...said, state: 'verified', method, strength, at, until: maybe(until) })
    }
    case 'claim-counted':
      return claim.state === 'verified' ? { ...claim, counted: event.data.followers } : claim
    case 'claim-refuted':
      return become(claim, { ...said, state: 'refuted', because: event.data.because, at })
    case 'claim-expired':
      return become(claim, { ...said, state: 'expired', because: event.data.because, at })
    case 'claim-withdrawn':
      return become(claim, { ...said, state: 'withdrawn', at })
  }
}

/** As long as what was given can show it, it is waited for, where it is waited for at all. */
const waitingUntil = (claim: Claim, until: Temporal.Instant): Claim =>
  claim.state === 'claimed' ? { ...claim, decideBy: claim.decideBy && later(claim.decideBy, until) } : claim

function become(claim: Claim, next: Claim): Claim {
  if (!mayBecome(claim, next.state))
    throw new RangeError(`A claim that is ${claim.state} does not become ${next.state}.`)
  return next
}

/** What stays of a claim whatever becomes of it. */
const saidOf = ({ id, kind, followers, warns, madeAt, countsMeanwhile, ifSilent, code, signIn }: Claim) => ({
  id,
  kind,
  followers,
  warns,
  madeAt,
  countsMeanwhile,
  ifSilent,
  code,
  ...(signIn && { signIn }),
})

const maybe = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)
