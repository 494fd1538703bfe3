import { Refusal } from '#domain/refusal.ts'
import { maySee } from '#domain/team.ts'
import type { OrgTx } from '#server/store/database.ts'
import { sightOf } from '#server/store/seen-cases.ts'
import type { Agent } from './command.ts'

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

/** Refuses a case that somebody may not see as if there were none: that it exists is theirs to know who may see it. */
export async function refuseUnseen(tx: OrgTx, agent: Agent, caseId: string): Promise<void> {
  if ((await seenAmong(tx, agent, [caseId])).has(caseId)) return
  throw new Refusal('not-found', 'There is no such case.')
}
