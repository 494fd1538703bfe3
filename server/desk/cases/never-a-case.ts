import { happened, type CaseEvent, type EventData } from '#domain/case/event.ts'
import type { OrgTx } from '#server/store/database.ts'
import { emptyCase, keysIntoCase } from '#server/store/decided-items.ts'
import { memberActor, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'

/**
 * The locks under which nothing else is received into a case: whatever arrives from the same writer or in the same thread comes
 * before or after, never in between.
 */
export async function locksIntoCase(
  desk: Desk,
  org: string,
  caseId: string | null,
  ...more: readonly string[]
): Promise<bigint[]> {
  const keys = caseId === null ? [] : await desk.db.withOrg(org, (tx) => keysIntoCase(tx, caseId))
  const locks = new Set([...more, ...keys].map((key) => lockOf(org, key)))
  return [...locks].toSorted((a, b) => (a < b ? -1 : 1))
}

/** Empties a case of which nothing has come: in no list, with no date, counted nowhere, its number never given again. Answers the event. */
export async function neverACase(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  caseId: string,
  told: EventData['case-taken-back'],
): Promise<CaseEvent> {
  const now = desk.now()
  await emptyCase(tx, caseId, { by: agent.handle, at: now.toString() })
  return happened('case-taken-back', now, memberActor(agent), told)
}
