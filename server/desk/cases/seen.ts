import { Refusal } from '#domain/refusal.ts'
import { maySee } from '#domain/team.ts'
import type { OrgTx } from '#server/store/database.ts'
import { sightOf, sightOfItem } from '#server/store/seen-cases.ts'
import type { Agent } from '../command.ts'

const noCase = 'There is no such case.'

/** Of some cases those that a colleague may see. */
export async function seenAmong(
  tx: OrgTx,
  agent: Agent,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (agent.sees === null || ids.length === 0) return new Set(ids)
  const rows = await sightOf(tx, ids)
  const seen = rows.filter(({ team, owner, offered_to: offeredTo }) =>
    maySee(agent, { team, owner, offeredTo }),
  )
  return new Set(seen.map(({ id }) => id))
}

/** Refuses a case that is not there, and one that somebody may not see, in the same words. */
export async function refuseUnlessVisible(tx: OrgTx, agent: Agent, caseId: string): Promise<void> {
  const [row] = await sightOf(tx, [caseId])
  if (row && maySee(agent, { team: row.team, owner: row.owner, offeredTo: row.offered_to })) return
  throw new Refusal('not-found', noCase)
}

/** Refuses a case that is there but that somebody may not see, as if there were none. */
export async function refuseUnseen(tx: OrgTx, agent: Agent, caseId: string): Promise<void> {
  if ((await seenAmong(tx, agent, [caseId])).has(caseId)) return
  throw new Refusal('not-found', noCase)
}

/** Refuses an item that somebody may not see: of a case of others, or come by a connection of teams that are not theirs. */
export async function refuseUnseenItem(tx: OrgTx, agent: Agent, itemId: string): Promise<void> {
  if (agent.sees === null) return
  const item = await sightOfItem(tx, itemId)
  if (item?.case_id) return refuseUnseen(tx, agent, item.case_id)
  if (item && (item.owner === agent.handle || item.team === null || agent.sees.includes(item.team))) return
  throw new Refusal('not-found', 'There is no such item.')
}
