import { isThisMachine } from '#server/channels/email/relay.ts'
import { lookAtSite } from '#server/channels/site/look-at-site.ts'
import type { Desk } from '#server/desk/desk.ts'
import { judgeClaimCheck } from '#server/desk/claims/judge-claim-check.ts'
import { claimChecksDue } from '#server/store/claims.ts'
import { allAlone } from './each-alone.ts'

/** Looks at what waits to be looked at for claims, in every organisation; those who asked have gone on. Answers how much. */
export async function checkClaims(desk: Desk, nameServers?: readonly string[]): Promise<number> {
  // What whoever runs the desk vouches for are mail servers; a site that a customer names is out in the world.
  const reach = { loopback: isThisMachine(desk.place.host), trusted: [] }
  const ways = { reach, ...(nameServers && { nameServers }) }
  return allAlone(
    await desk.db.asWorker((tx) => claimChecksDue(tx, desk.now(), 20)),
    ({ org_id, id }) => judgeClaimCheck(desk, org_id, id, (asked) => lookAtSite(asked, ways)),
    (fault) => desk.failed('check claims', fault),
  )
}
