import type { Sharing } from '#domain/people/sharing.ts'
import { Refusal } from '#domain/refusal.ts'
import { saveSharing } from '#server/store/account-marks.ts'
import type { OrgTx } from '#server/store/database.ts'
import { casesWrittenIn, readAccount } from '#server/store/people.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { seenAmong } from '../cases/seen.ts'

type Said = { accountId: string; sharing: Sharing; key: string }

/**
 * Says that several share an account, or that it is one person's after all. Its cases stay whose they are; from now on, what
 * comes by a shared account and belongs to no conversation is somebody's who is not known yet.
 */
export const shareAccount = (
  desk: Desk,
  agent: Agent,
  said: Said,
): Promise<{ id: string; sharing: Sharing }> =>
  once(desk, agent.org, { name: 'shareAccount', key: said.key, input: said }, async (tx) => {
    await refuseUnseenAccount(tx, agent, said.accountId)
    await saveSharing(tx, said.accountId, {
      sharing: said.sharing,
      by: agent.handle,
      at: desk.now().toString(),
    })
    return { id: said.accountId, sharing: said.sharing }
  })

/** Refuses an account that is not there, and one of cases that somebody may not see, in the same words. */
async function refuseUnseenAccount(tx: OrgTx, agent: Agent, account: string) {
  const isThere = (await readAccount(tx, account)) !== undefined
  const cases = isThere && agent.sees !== null ? await casesWrittenIn(tx, account) : []
  const seen = await seenAmong(tx, agent, cases)
  if (isThere && (agent.sees === null || cases.length === 0 || seen.size > 0)) return
  throw new Refusal('not-found', 'There is no such account.')
}
