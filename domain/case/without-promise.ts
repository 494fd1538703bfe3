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
  const promised = after.deadlines
    .filter(
      ({ kind, state, setAt }) => kind === 'promise' && state !== 'withdrawn' && isSince(setAt, slip.setAt),
    )
    .map(({ setAt }) => setAt)
  const done = kase.deedAt ? [kase.deedAt] : []
  const [next] = [...promised, ...done].toSorted((a, b) => Temporal.Instant.compare(a, b))
  const deadlines = after.deadlines.map((deadline) =>
    wasMetBy(slip, deadline) ? reinstated(deadline) : deadline,
  )
  if (next) return { ...after, deadlines, actedAt: next }
  const { uncommitted, ...rest } = after
  return { ...rest, deadlines, actedAt: null, stage: uncommitted ?? after.stage }
}

const wasMetBy = (slip: Deadline, deadline: Deadline) =>
  deadline.kind === 'act-by' && deadline.state === 'met' && isSince(deadline.endedAt, slip.setAt)

const isSince = (at: Temporal.Instant, since: Temporal.Instant) => Temporal.Instant.compare(at, since) >= 0
