import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { listedCase } from '#server/store/case-list.ts'
import type { OrgTx } from '#server/store/database.ts'

/** The case of a room as it stands, or the one that has taken it over; nothing where it is somebody else's by now. */
export async function caseOfRoom(tx: OrgTx, caseId: string, person: string): Promise<Case | undefined> {
  const row = await listedCase(tx, caseId)
  if (!row) return undefined
  const kase = readCase(row.fold)
  if (kase.mergedInto !== null) return caseOfRoom(tx, kase.mergedInto, person)
  return kase.person === person ? kase : undefined
}
