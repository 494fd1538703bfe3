import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { allMembers, type MemberRow } from '#server/store/passes.ts'

/** A colleague by handle. */
export async function memberNamed(tx: OrgTx, handle: string): Promise<MemberRow> {
  const found = (await allMembers(tx)).find((member) => member.handle === handle)
  if (!found) throw new Refusal('invalid', `There is no colleague "${handle}".`)
  return found
}
