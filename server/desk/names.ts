import type { OrgTx } from '#server/store/database.ts'
import { allMembers } from '#server/store/members.ts'

/** What a colleague is called, by their handle. */
export type Names = (handle: string) => { id: string; name: string }

/** The names of the colleagues who are with us; whoever has left is called by their handle. */
export async function namesOf(tx: OrgTx): Promise<Names> {
  const known = new Map((await allMembers(tx)).map(({ handle, name }) => [handle, name]))
  return (handle) => ({ id: handle, name: known.get(handle) ?? handle })
}
