import { applyEvent } from './apply-event.ts'
import { isOpen, type Case } from './case.ts'
import { isRunning } from './deadline.ts'
import type { CaseEvent } from './event.ts'
import type { House } from './house.ts'
import { courseOf, goneOn, isFailureJudged, lived, writtenDown } from './own-course.ts'

/** What a case would say of itself without a merge. */
export type Alone = {
  kase: Case
  before: Case
  /** The dates that it had before. */
  dates: ReadonlySet<string>
  /** The dates that it was given only because of the other. */
  borrowed: ReadonlySet<string>
  /** The dates to answer by that were set since and stand as missed. */
  missedAnswers: ReadonlySet<string>
}

/**
 * What has happened to a case since it took another over, told without the other: whose turn it is, since when its
 * customer waits, who has it, what has become of the dates that it had. What people did stays; what the desk worked out
 * from both together falls away, and is worked out for those dates anew.
 */
export function livedAlone(
  before: Case,
  since: readonly CaseEvent[],
  other: string,
  { house, now }: { house: House; now: Temporal.Instant },
): Alone {
  const mergedAt = since[0]?.at ?? now
  let course = courseOf(before, house, mergedAt)
  let together = before
  let follows: CaseEvent | null = null
  const borrowed = new Set<string>()
  const missedAnswers = new Set<string>()
  for (const event of since) {
    const stoodOn = together.rung
    together = applyEvent(together, event)
    course = goneOn(course, event.at)
    const alone = course.kase
    if (event.type === 'deadline-set' && isForTheOther(event.data.kind, together, alone))
      borrowed.add(event.data.id)
    const isOwn: boolean =
      !isOfMerge(event, other) &&
      !isWorkedOut(event) &&
      !isFailureJudged(course, event) &&
      !(isWoken(event) && event.at.equals(mergedAt)) &&
      !isOfForeignOffer(event, alone, follows)
    if (event.type === 'deadline-missed' && isAnswerSetSince(before, event.data.id))
      missedAnswers.add(event.data.id)
    if (event.type === 'failure-withdrawn') missedAnswers.delete(event.data.about)
    if (isOwn) course = lived(course, onItsRung(event, stoodOn, alone.rung))
    if (event.type === 'deadlines-paused') course = writtenDown(course, event.at)
    follows = isOwn ? event : null
    if (!isOwn && event.type === 'escalation-accepted') follows = event
  }
  const { kase, dates } = goneOn(course, now)
  return { kase, before, dates, borrowed, missedAnswers }
}

const isAnswerSetSince = ({ counted }: Case, id: string) =>
  id.startsWith('acknowledge-by.') && Number(id.slice('acknowledge-by.'.length)) > counted

/** Giving a case to somebody leaves it on its rung, whichever that was. */
const onItsRung = (event: CaseEvent, stoodOn: string, rung: string): CaseEvent =>
  event.type === 'owner-assigned' && event.data.rung === stoodOn
    ? { ...event, data: { ...event.data, rung } }
    : event

/**
 * Whether a date was set because of how long the other case has waited, because of the danger there, because it was our
 * turn there, or for want of another date where this one had one by itself.
 */
const isForTheOther = (kind: string, together: Case, alone: Case): boolean =>
  (kind === 'acknowledge-by' &&
    (isGraver(together, alone) || !isSame(together.unansweredSince, alone.unansweredSince))) ||
  (kind === 'act-by' && (isGraver(together, alone) || !together.actSince.equals(alone.actSince))) ||
  (kind === 'next-update-by' &&
    alone.deadlines.some((date) => isRunning(date) && date.kind !== 'accept-by' && date.kind !== 'sign-by'))

const isGraver = (together: Case, alone: Case) => together.facts['harm'] !== alone.facts['harm']

const isSame = (a: Temporal.Instant | null, b: Temporal.Instant | null) => (a && b ? a.equals(b) : a === b)

const isOfMerge = ({ type, data }: CaseEvent, other: string) =>
  (type === 'took-over' || type === 'merge-undone') && data.case === other

/** What the desk itself makes of a case: its duties, and what becomes of its dates. */
function isWorkedOut({ type, by, data }: CaseEvent): boolean {
  if (by !== 'desk') return false
  // That we have waited long enough for the customer follows from no merge.
  if (type === 'deadlines-resumed') return Object.keys(data.dueAt).length > 0
  return type === 'duties-changed' || type === 'deadlines-paused' || type.startsWith('deadline-')
}

/** The desk has woken it: in the moment of the merge, that was its doing. */
const isWoken = ({ type, by }: CaseEvent) => type === 'case-woken' && by === 'desk'

/** Whether an event belongs to an offer that the case would not have had; `follows` is what came just before it. */
function isOfForeignOffer(event: CaseEvent, alone: Case, follows: CaseEvent | null): boolean {
  switch (event.type) {
    case 'escalation-offered': {
      const { trigger } = event.data
      if (trigger === 'timed-out') return follows?.type !== 'escalation-timed-out'
      if (trigger === 'declined') return follows?.type !== 'escalation-declined'
      return trigger === 'policy' || trigger === 'customer'
    }
    case 'escalation-withdrawn':
      return (event.by === 'desk' && isOpen(alone)) || alone.offer?.id !== event.data.id
    case 'escalation-accepted':
    case 'escalation-declined':
    case 'escalation-timed-out':
    case 'escalation-landed':
      return alone.offer?.id !== event.data.id
    case 'owner-assigned':
      // Whoever accepts what was offered to somebody else takes it in the same breath.
      return (
        follows?.type === 'escalation-accepted' &&
        follows.at.equals(event.at) &&
        follows.by === event.by &&
        alone.taken?.id !== follows.data.id
      )
    default:
      return false
  }
}
