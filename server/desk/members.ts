import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readMember, type KnownMember } from '#server/store/members.ts'

/** A colleague by handle. */
export async function memberNamed(tx: OrgTx, handle: string): Promise<KnownMember> {
  const found = await readMember(tx, handle)
  if (!found) throw new Refusal('invalid', `There is no colleague "${handle}".`)
  return found
}
