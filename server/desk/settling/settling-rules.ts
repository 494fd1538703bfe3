import { readElsewhere, saveElsewhere } from '#server/store/settling-rules.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

type Rules = { elsewhere: string }

/** What the organisation says to everybody who is told no. */
export const showSettling = (desk: Desk, { org }: Agent): Promise<Rules> =>
  desk.db.withOrg(org, async (tx) => ({ elsewhere: await readElsewhere(tx) }))

/** Keeps where customers can go who do not accept a no. */
export function saveSettling(desk: Desk, agent: Agent, given: Rules & { key: string }): Promise<Rules> {
  return once(desk, agent.org, { name: 'saveSettling', key: given.key, input: given }, async (tx) => {
    const elsewhere = given.elsewhere.trim()
    await saveElsewhere(tx, { elsewhere, at: desk.now().toString(), by: agent.handle })
    return { elsewhere }
  })
}
