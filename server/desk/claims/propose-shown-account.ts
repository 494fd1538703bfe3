import type { OnNetwork } from '#domain/claim/posted-by.ts'
import type { Evidence } from '#domain/people/evidence.ts'
import { skeletonOf } from '#domain/people/look-alike.ts'
import { saveMarks } from '#server/store/account-marks.ts'
import { saveAccount } from '#server/store/arrivals.ts'
import { accountWithKey } from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { savePerson } from '#server/store/people.ts'
import { wantReach } from '#server/store/reach.ts'
import { proposeAccountLink } from '../people/propose-links.ts'

/**
 * Proposes that an account is the person's whose code was posted from it, or who signed in with it. A colleague confirms it, like every link; until
 * then the account is a person's of its own.
 */
export async function proposeShownAccount(
  tx: OrgTx,
  now: Temporal.Instant,
  shown: { by: OnNetwork & { key: string }; person: string; claim: string; evidence: Evidence },
): Promise<void> {
  const { by, person, claim, evidence } = shown
  const account = (await accountWithKey(tx, by.key)) ?? (await newAccount(tx, now, by))
  await proposeAccountLink(tx, now, { account, person, evidence, source: `claim:${claim}` })
  // A code shows no number: the network is asked for it.
  wantReach(tx, [account], now.toString())
}

async function newAccount(
  tx: OrgTx,
  now: Temporal.Instant,
  { network, handle, key }: OnNetwork & { key: string },
): Promise<string> {
  const [id, person] = [newId(now), newId(now)]
  await savePerson(tx, { id: person, name: null, createdAt: now.toString() })
  saveAccount(tx, { id, person, kind: 'handle', network, address: handle, key }, now.toString())
  saveMarks(tx, id, { sameKey: null, skeleton: skeletonOf(handle) })
  return id
}
