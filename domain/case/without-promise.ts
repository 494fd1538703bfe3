import type { Case } from './case.ts'
import { changeDeadline, ended, reinstated } from './change-deadline.ts'
import type { Deadline } from './deadline.ts'

/**
 * The case without a promise that was a slip. Where that promise was our first action, the next one is, or nothing has
 * been done yet: the date for our first action is owed again, the very one that the slip had met.
 */
export function withoutPromise(kase: Case, id: string, at: Temporal.Instant): Case {
  const slip = kase.deadlines.find((deadline) => deadline.id === id)
  const after = changeDeadline(kase, id, ended('withdrawn', at))
  if (!slip || !kase.actedAt?.equals(slip.setAt)) return after
  const [next] = after.deadlines
    .filter(
      ({ kind, state, setAt }) => kind === 'promise' && state !== 'withdrawn' && isSince(setAt, slip.setAt),
    )
    .map(({ setAt }) => setAt)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
  const deadlines = after.deadlines.map((deadline) =>
    wasMetBy(slip, deadline) ? reinstated(deadline) : deadline,
  )
  if (next) return { ...after, deadlines, actedAt: next }
  const stage = kase.stage === 'action-committed' ? stageBefore(kase) : kase.stage
  return { ...after, deadlines, actedAt: null, stage }
}

const wasMetBy = (slip: Deadline, deadline: Deadline) =>
  deadline.kind === 'act-by' && deadline.state === 'met' && isSince(deadline.endedAt, slip.setAt)

/** How far a case has come in which nothing has been committed to, since it was opened or reopened. */
function stageBefore({ taken, heldSince, lastReplyAt, actSince, openedAt }: Case): Case['stage'] {
  const isReopened = Temporal.Instant.compare(actSince, openedAt) > 0
  if (taken && (!isReopened || Temporal.Instant.compare(heldSince, actSince) > 0)) return 'accepted'
  return lastReplyAt || isReopened ? 'acknowledged' : 'detected'
}

const isSince = (at: Temporal.Instant, since: Temporal.Instant) => Temporal.Instant.compare(at, since) >= 0
