import { changeMember, readMember } from '#server/store/members.ts'
import type { TestDesk } from './desk.ts'

/** Gives a colleague an e-mail: their handle, at the desk. */
export const giveEmail = (desk: TestDesk, handle: string): Promise<void> =>
  desk.db.withOrg(desk.org, async (tx) => {
    const member = await readMember(tx, handle)
    if (!member) throw new Error(`There is no colleague ${handle}.`)
    await changeMember(tx, { ...member, email: `${handle}@desk.test` })
  })
