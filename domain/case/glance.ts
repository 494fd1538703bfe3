import type { Case } from './case.ts'
import type { ClockKind } from './deadline.ts'
import { firstOwed } from './still-owed.ts'

/** What a list says of a case beyond what it is sorted and filtered by; times are RFC 3339 text, as JSON has no other. */
export type Glance = {
  seq: number
  failures: number
  nextDue: { kind: ClockKind; setAt: string; near: boolean } | null
  snoozedUntil: string | null
}

/** What a list says of a case as it now stands. It is kept beside the case, so that a page of a list folds none. */
export function glanceAt(kase: Case): Glance {
  const next = firstOwed(kase)
  return {
    seq: kase.seq,
    failures: kase.failures,
    nextDue: next ? { kind: next.kind, setAt: next.setAt.toString(), near: next.near } : null,
    snoozedUntil: kase.snooze?.until.toString() ?? null,
  }
}
