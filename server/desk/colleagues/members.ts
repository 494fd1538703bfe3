import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readMember, type KnownMember } from '#server/store/members.ts'
import { lockOf } from '../digest.ts'

/** A colleague by handle. */
export async function memberNamed(tx: OrgTx, handle: string): Promise<KnownMember> {
  const found = await readMember(tx, handle)
  if (!found) throw new Refusal('invalid', `There is no colleague "${handle}".`)
  return found
}

/**
 * The lock under which a colleague is given cases, or leaves: whoever is leaving is given no more, and whatever they were
 * given before goes to who takes over from them.
 */
export const careOf = (org: string, handle: string): bigint => lockOf(org, `care of ${handle}`)
