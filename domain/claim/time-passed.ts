import { claimEndsAt, strengthOf, type Claim } from './claim.ts'
import type { ClaimEventData } from './claim-event.ts'

/** What the clock says of a claim whose time is up. */
type Ended =
  | { type: 'claim-expired'; data: ClaimEventData['claim-expired'] }
  | { type: 'claim-verified'; data: ClaimEventData['claim-verified'] }

/** When the clock has to look at the claims of a case next. */
export const nextClaimEnd = (claims: readonly Claim[]): Temporal.Instant | null =>
  claims
    .map(claimEndsAt)
    .filter((at) => at !== null)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null

/**
 * What became of claims whose time is up by now: nobody showed it, so it is set aside, or their word is taken, as policy said
 * when it was made; or what was shown has grown old.
 */
export const claimsEnded = (claims: readonly Claim[], now: Temporal.Instant): Ended[] =>
  claims.flatMap((claim) => {
    const at = claimEndsAt(claim)
    return at && Temporal.Instant.compare(at, now) <= 0 ? [endOf(claim)] : []
  })

function endOf(claim: Claim): Ended {
  const { id } = claim
  if (claim.state === 'verified') return { type: 'claim-expired', data: { id, because: 'over' } }
  if (claim.ifSilent !== 'believe') return { type: 'claim-expired', data: { id, because: 'silent' } }
  const method = 'their-word'
  return { type: 'claim-verified', data: { id, method, strength: strengthOf(method), until: null } }
}
