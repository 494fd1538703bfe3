import type { OrgTx } from '#server/store/database.ts'
import { allMembers, formerMembers } from '#server/store/members.ts'

/** What a colleague is called, by their handle. */
export type Names = (handle: string) => { id: string; name: string }

/** The names of all colleagues, whoever has left among them: what they did stays theirs. */
export async function namesOf(tx: OrgTx): Promise<Names> {
  const all = await Promise.all([formerMembers(tx), allMembers(tx)])
  const known = new Map(all.flat().map(({ handle, name }) => [handle, name]))
  return (handle) => ({ id: handle, name: known.get(handle) ?? handle })
}
