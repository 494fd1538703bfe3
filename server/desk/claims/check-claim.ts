import { Refusal } from '#domain/refusal.ts'
import { saveClaimCheck, sitesAsked } from '#server/store/claims.ts'
import { newId } from '#server/store/id.ts'
import type { Agent, Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { commandOnClaim } from './held-claim.ts'

/** Asks for their site to be looked at. A worker does it; whoever asked goes on. */
export async function checkClaim(
  desk: Desk,
  agent: Agent,
  asked: { claimId: string; key: string },
): Promise<Done> {
  const done = await commandOnClaim(desk, agent, 'checkClaim', asked, async (tx, { claim, words }) => {
    if (words.domain === null)
      throw new Refusal('invalid', 'No site was named. Write down which one they mean.')
    if (claim.state !== 'claimed' || !claim.code || isPast(claim.code.until, desk.now()))
      throw new Refusal('conflict', 'No code is running. Give them one to put on their site first.')
    const at = desk.now().toString()
    const id = newId(desk.now())
    const site = { network: null, handle: null, accountKey: null, isPublic: true, code: claim.code.id }
    if (!(await sitesAsked(tx, [claim.id])).has(claim.id))
      saveClaimCheck(tx, { id, claim: claim.id, how: 'site', ...site, at, due: at })
    return { events: [], id: claim.id }
  })
  desk.nudge('work')
  return done
}

const isPast = (until: Temporal.Instant, now: Temporal.Instant) => Temporal.Instant.compare(until, now) < 0
