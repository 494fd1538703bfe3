import type { Case } from './case.ts'
import { lastTold } from './last-told.ts'
import { nextDeadline, pausesForCustomer, type Deadline } from './deadline.ts'
import { isOwedToNobody } from './owed-to-nobody.ts'

/**
 * Whether what was due at a missed date has still not been done. A broken promise is told among the failures. What was
 * missed before the case was closed is not owed again when it is opened anew: from then on its own dates count.
 */
export function isStillOwed(kase: Case, { kind, state, setAt }: Deadline): boolean {
  const { unansweredSince, actSince, actedAt } = kase
  if (kase.state !== 'open' || state !== 'missed' || isOwedToNobody(kase) || isAfter(actSince, setAt))
    return false
  switch (kind) {
    case 'acknowledge-by':
      return unansweredSince !== null && !isAfter(unansweredSince, setAt)
    case 'act-by':
      return actedAt === null
    case 'next-update-by': {
      const toldAt = lastTold(kase)
      return toldAt === null || !isAfter(toldAt, setAt)
    }
    default:
      return false
  }
}

/**
 * The date that comes first in a list of what is owed: one that went by and is still owed to a customer who waits for us,
 * before those that run. None where nothing runs: a case without a clock is a fault, which its past must not hide.
 */
export function firstOwed(kase: Case): (Deadline & { near: boolean }) | undefined {
  const next = nextDeadline(kase.deadlines)
  if (!next) return undefined
  const late = kase.deadlines.filter(
    (deadline) =>
      isStillOwed(kase, deadline) && !(kase.turn === 'customers' && pausesForCustomer(deadline.kind)),
  )
  const [first] = late.toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))
  return first && isAfter(next.dueAt, first.dueAt) ? { ...first, near: true } : next
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
