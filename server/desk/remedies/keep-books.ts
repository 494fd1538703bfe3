import type { Case } from '#domain/case/case.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { ledgerLines } from '#domain/remedy/ledger.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { askToSign, saveLedgerLine, saveRemedy, stopAsking } from '#server/store/remedies.ts'

/** Keeps the books of remedies in step with what is written on a case: who is asked to sign, and the lines of the ledger. */
export function keepBooks(
  tx: OrgTx,
  before: Case,
  events: readonly CaseEvent[],
  now: Temporal.Instant,
): void {
  for (const event of events) keepAsked(tx, before.id, event)
  for (const line of ledgerLines(before, events))
    saveLedgerLine(tx, { ...line, id: newId(now), caseId: before.id })
}

function keepAsked(tx: OrgTx, caseId: string, event: CaseEvent): void {
  switch (event.type) {
    case 'remedy-proposed':
      return saveRemedy(tx, { id: event.data.id, caseId, asked: event.data.asked })
    case 'remedy-passed-on':
      return askToSign(tx, event.data.id, event.data.asked)
    case 'remedy-approved':
    case 'remedy-given':
    case 'remedy-declined':
    case 'remedy-withdrawn':
      return stopAsking(tx, event.data.id)
    default:
      return undefined
  }
}
