import { claimEnds } from '#domain/case/claim-ends.ts'
import { happened } from '#domain/case/event.ts'
import { mayBecome } from '#domain/claim/claim.ts'
import { Refusal } from '#domain/refusal.ts'
import { memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { commandOnClaim } from './held-claim.ts'

/** Takes a claim off: they took it back, or it was a slip. */
export const withdrawClaim = (
  desk: Desk,
  agent: Agent,
  asked: { claimId: string; key: string },
): Promise<Done> =>
  commandOnClaim(desk, agent, 'withdrawClaim', asked, async (tx, { kase, claim }) => {
    const { id } = claim
    if (claim.state === 'withdrawn') return { events: [], id }
    if (!mayBecome(claim, 'withdrawn'))
      throw new Refusal('conflict', 'Nothing rests on this any more: there is nothing to take off.')
    const { house } = await desk.policies.version(tx, kase.policy)
    const withdrawn = happened('claim-withdrawn', desk.now(), memberActor(agent), { id })
    return { events: claimEnds(kase, [withdrawn], house, desk.now()), id }
  })
