import { Refusal } from '#domain/refusal.ts'
import { maySee } from '#domain/team.ts'
import type { OrgTx } from '#server/store/database.ts'
import { sightOf } from '#server/store/seen-cases.ts'
import type { Agent } from './command.ts'

/** Refuses a case that is not there, and one that this colleague may not see, in the same words. */
export async function refuseUnlessVisible(tx: OrgTx, agent: Agent, caseId: string): Promise<void> {
  const [row] = await sightOf(tx, [caseId])
  if (row && maySee(agent, { team: row.team, owner: row.owner, offeredTo: row.offered_to })) return
  throw new Refusal('not-found', 'There is no such case.')
}
