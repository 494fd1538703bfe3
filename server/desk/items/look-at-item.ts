import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readItem } from '#server/store/items.ts'
import { lookAt } from '#server/store/looked-at.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { refuseUnseenItem } from '../cases/seen.ts'
import { openJudged } from './understand-item.ts'

type Look = { itemId: string; right: boolean; key: string }

/**
 * Writes down whether an item was rightly set aside; one that was not becomes a case. What was thought is written first: a
 * desk that stops in between makes the case when it is asked again.
 */
export async function lookAtItem(desk: Desk, agent: Agent, look: Look) {
  const { itemId, right, key } = look
  const locks = [lockOf(agent.org, itemId)]
  await once(desk, agent.org, { name: 'lookAtItem', key, input: look, locks }, async (tx) => {
    await refuseUnseenItem(tx, agent, itemId)
    if (!right) await refuseErased(tx, itemId)
    const looked = { by: agent.handle, at: desk.now().toString(), wasRight: right }
    if (!(await lookAt(tx, itemId, looked)))
      throw new Refusal('conflict', 'This item is not set aside any more. Look at the list again.')
    return {}
  })
  const { caseId = null } = right ? {} : await openJudged(desk, agent, { itemId })
  return { id: itemId, caseId }
}

async function refuseErased(tx: OrgTx, id: string) {
  const item = await readItem(tx, id)
  if (!item) throw new Refusal('not-found', 'There is no such item.')
  if (item.bytes === null)
    throw new Refusal('conflict', 'The content of this item was erased: nothing is left to make a case of.')
}
