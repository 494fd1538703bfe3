import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { programsAmongUs, readMember, type KnownMember } from '#server/store/members.ts'
import { lockOf } from '../digest.ts'

/** A colleague by handle. */
export async function memberNamed(tx: OrgTx, handle: string): Promise<KnownMember> {
  const found = await readMember(tx, handle)
  if (!found) throw new Refusal('invalid', `There is no colleague "${handle}".`)
  return found
}

/** A colleague who can be given cases: they are answered for by people. */
export async function personNamed(tx: OrgTx, handle: string): Promise<KnownMember> {
  const found = await memberNamed(tx, handle)
  if (await isProgram(tx, handle))
    throw new Refusal(
      'invalid',
      `“${found.name}” is a program with a token. Only people have cases: name a colleague.`,
    )
  return found
}

/** Whether a colleague is a program with a token: what is owed to a customer is owed by people. */
export const isProgram = async (tx: OrgTx, handle: string): Promise<boolean> =>
  (await programsAmongUs(tx)).includes(handle)

/**
 * The lock under which a colleague is given cases, or leaves: whoever is leaving is given no more, and whatever they were
 * given before goes to who takes over from them.
 */
export const careOf = (org: string, handle: string): bigint => lockOf(org, `care of ${handle}`)
