import type { Case } from '#domain/case/case.ts'
import { isDangerous } from '#domain/notice/is-dangerous.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { holdPage, openPage, waitingPageOf } from '#server/store/pages.ts'
import type { Desk } from '../desk.ts'

/**
 * Where somebody is being called for a danger, they are called for the case that the danger goes along to, by a merge or by
 * its undoing, from the same rung on.
 */
export async function callOn(
  desk: Desk,
  tx: OrgTx,
  { from, to, danger }: { from: string; to: string; danger: Pick<Case, 'danger' | 'facts'> },
): Promise<void> {
  const waiting = await waitingPageOf(tx, from)
  const page = waiting === undefined ? undefined : await holdPage(tx, waiting)
  if (!page || !isDangerous(danger)) return
  const now = desk.now()
  await openPage(tx, { id: newId(now), caseId: to, rung: page.rung, at: now.toString() })
}
