import type { Doing } from '#server/store/presence.ts'
import { beat, presentOn, type PresentRow } from '#server/store/presence.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refuseUnlessVisible } from './seen.ts'

/** Whoever has not said for so long that they are there is gone: three times what a screen waits between two beats. */
const timeToLive = Temporal.Duration.from({ seconds: 45 })

/** Somebody who looks at a case or writes on it. */
export type Present = { id: string; name: string; doing: Doing; since: string }

type Said = { caseId: string; doing: Doing | 'gone' }

/** Says what a colleague does on a case, and answers who else is there. No event: that somebody looked changes nothing. */
export function beHere(desk: Desk, agent: Agent, said: Said): Promise<{ others: Present[] }> {
  const { caseId, doing } = said
  const { handle: member } = agent
  const now = desk.now()
  const since = now.subtract(timeToLive)
  return desk.db.withOrg(agent.org, async (tx) => {
    await refuseUnlessVisible(tx, agent, caseId)
    await beat(tx, { caseId, member, doing, at: now.toString(), since })
    return { others: (await presentOn(tx, caseId, since)).map(shown).filter(({ id }) => id !== member) }
  })
}

/** Everybody who is at a case now. */
export const whoIsThere = (desk: Desk, org: string, caseId: string): Promise<Present[]> =>
  desk.db.withOrg(org, async (tx) =>
    (await presentOn(tx, caseId, desk.now().subtract(timeToLive))).map(shown),
  )

const shown = ({ member, name, doing, since }: PresentRow): Present => ({
  id: member,
  name,
  doing,
  since: since.toString(),
})
