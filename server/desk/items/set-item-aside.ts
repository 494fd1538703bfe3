import type { z } from 'zod'
import type { setItemAside as asking } from '#contract/keeping.ts'
import { Refusal } from '#domain/refusal.ts'
import { countItem } from '#server/store/cases.ts'
import { setAsideByHand } from '#server/store/looked-at.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { refuseUnseenItem } from '../cases/seen.ts'

/** Sets a quarantined item aside, because a person says what it is. It waits for whoever tries it again at the same time. */
export function setItemAside(desk: Desk, agent: Agent, asked: z.output<typeof asking.input>) {
  const { itemId, because, key } = asked
  const locks = [lockOf(agent.org, itemId)]
  return once(desk, agent.org, { name: 'setItemAside', key, input: asked, locks }, async (tx) => {
    await refuseUnseenItem(tx, agent, itemId)
    if (!(await setAsideByHand(tx, itemId, { by: agent.handle, at: desk.now().toString(), because })))
      throw new Refusal('conflict', 'This item is not in quarantine any more. Look at the list again.')
    await countItem(tx, { quarantined: -1, set_aside: 1 })
    return { id: itemId }
  })
}
