import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { readCaseRow } from '#server/store/cases.ts'
import type { Desk } from '../desk.ts'

/** The case as it is now, or the one that has taken it over. */
export async function caseNow(desk: Desk, org: string, id: string): Promise<Case> {
  const row = await desk.db.withOrg(org, (tx) => readCaseRow(tx, id))
  if (!row) throw new Error('A case of the sample company is gone.')
  const kase = readCase(row.fold)
  return kase.mergedInto === null ? kase : caseNow(desk, org, kase.mergedInto)
}
