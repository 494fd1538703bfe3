import { claimEnds } from '#domain/case/claim-ends.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { strengths, type Claim } from '#domain/claim/claim.ts'
import { ReachFigures } from '#domain/reach/figures.ts'
import { accountWithKey, claimsOfAccount } from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { lastFigures, wantReach } from '#server/store/reach.ts'
import type { Desk } from '../desk.ts'
import { holdTaker, record } from '../cases/record.ts'

/**
 * A claim that was shown, and how many follow its account as the network said last. A code shows whose the account is and no
 * number: that one comes from the network alone, which is asked anew. Nobody waits for it.
 */
export async function withCount(
  tx: OrgTx,
  shown: CaseEvent,
  key: string | null,
  now: Temporal.Instant,
): Promise<CaseEvent[]> {
  const account = key === null || shown.type !== 'claim-verified' ? undefined : await accountWithKey(tx, key)
  if (account === undefined || shown.type !== 'claim-verified') return [shown]
  wantReach(tx, [account], now.toString())
  const followers = followersIn(await lastFigures(tx, account))
  return followers === null ? [shown] : [shown, counted(shown.data.id, followers, now)]
}

/** Writes down, on each claim for which this account was shown, how many follow it as its network says now; once a claim. */
export async function countClaims(desk: Desk, org: string, account: string, figures: unknown): Promise<void> {
  const followers = followersIn(figures)
  if (followers === null) return
  const claims = await desk.db.withOrg(org, (tx) => claimsOfAccount(tx, account))
  for (const { id, case_id } of claims)
    // oxlint-disable-next-line no-await-in-loop -- each case in a transaction of its own: no two wait for each other
    await desk.db.withOrg(org, async (tx) => {
      const held = await holdTaker(tx, case_id)
      const claim = held.kase.claims.find((one) => one.id === id)
      if (!claim || !lacksCount(claim)) return
      const now = desk.now()
      const { house } = await desk.policies.version(tx, held.kase.policy)
      await record(desk, tx, held, claimEnds(held.kase, [counted(id, followers, now)], house, now))
    })
}

const counted = (id: string, followers: number, now: Temporal.Instant) =>
  happened('claim-counted', now, 'desk', { id, followers })

/** It was shown by what only the holder of the account can do, and nobody has counted yet. */
const lacksCount = (claim: Claim) =>
  claim.state === 'verified' &&
  claim.counted === undefined &&
  strengths.indexOf(claim.strength) >= strengths.indexOf('shown')

function followersIn(figures: unknown): number | null {
  const read = ReachFigures.safeParse(figures)
  return read.success ? (read.data.followers ?? null) : null
}
