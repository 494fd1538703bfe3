import { happened } from '#domain/case/event.ts'
import { withTaken } from '#server/store/cases.ts'
import { areTouched, forgetWords as eraseRows } from '#server/store/keeping.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { holdCase, record, type HeldCase } from './record.ts'

/**
 * Erases the words of a closed case that nothing happened to since then, with those of the cases it has taken over. What
 * was done, and when, stays provable. False when somebody opened it, or wrote in it, meanwhile.
 */
export function forgetWords(
  desk: Desk,
  org: string,
  caseId: string,
  untouchedSince: Temporal.Instant,
): Promise<boolean> {
  const forget = async (tx: Parameters<typeof holdCase>[0]) => {
    const ids = (await withTaken(tx, [caseId])).toSorted()
    const held: HeldCase[] = []
    for (const id of ids) held.push(await holdCase(tx, id))
    if (held.find(({ kase }) => kase.id === caseId)?.kase.state !== 'closed') return false
    if (await areTouched(tx, ids, untouchedSince)) return false
    const now = desk.now()
    for (const one of held) {
      await record(desk, tx, one, [happened('words-erased', now, 'desk', { because: 'retention' })])
      await eraseRows(tx, one.kase.id, now.toString())
    }
    return true
  }
  return desk.db.withOrg(org, forget, [lockOf(org, 'several cases')])
}
