import { applyEvent } from './apply-event.ts'
import type { Case } from './case.ts'
import { newDeadline, type ClockKind, type Deadline } from './deadline.ts'
import type { CaseEvent } from './event.ts'
import type { House } from './house.ts'
import { reconcile } from './reconcile.ts'
import { timePassed } from './time-passed.ts'

/** A case on its way by itself, with what has become by some moment of the dates that it set out with. */
export type Course = {
  kase: Case
  dates: ReadonlySet<string>
  at: Temporal.Instant
  house: House
  /** As it was when the last thing had happened, before the desk judged its dates by it. */
  happened: Case
}

/** Sets out with the dates that the desk has set and that are not over. */
export function courseOf(kase: Case, house: House, at: Temporal.Instant): Course {
  const dates = new Set(kase.deadlines.filter(isOwed).map(({ id }) => id))
  return { kase, dates, at, house, happened: kase }
}

const isOwed = ({ id, state }: Deadline) => (state === 'running' || state === 'paused') && isWorkedOut(id)

/** The dates that follow from policy, turn and deeds alone, and so can be worked out anew. */
export const workedOut = [
  'acknowledge-by',
  'act-by',
  'next-update-by',
  'follow-up-by',
  'in-doubt-by',
  'close-by',
] as const satisfies readonly ClockKind[]

/** Whether a date, by its id, is one of these. */
const isWorkedOut = (id: string) => workedOut.some((kind) => id.startsWith(`${kind}.`))

/** Time goes by until then. */
export function goneOn(course: Course, until: Temporal.Instant): Course {
  // No clock rings within one moment.
  if (Temporal.Instant.compare(until, course.at) <= 0) return course
  const next = nextDue(course, until)
  return next ? goneOn(rings(course, next), until) : rings(course, until)
}

/** When the clock rings for the first of its dates before then: at once, for one that is over. */
function nextDue({ kase, at }: Course, until: Temporal.Instant): Temporal.Instant | undefined {
  const due = kase.deadlines.flatMap(({ id, state, dueAt }) =>
    state === 'running' && isWorkedOut(id) && Temporal.Instant.compare(dueAt, until) < 0 ? [dueAt] : [],
  )
  const [first] = due.toSorted((one, other) => Temporal.Instant.compare(one, other))
  return first && (Temporal.Instant.compare(first, at) < 0 ? at : first)
}

/** The clock rings, once. */
function rings(course: Course, until: Temporal.Instant): Course {
  const { kase, house } = course
  const rung = timePassed(kase, house, until).filter(isOf).reduce(applyEvent, kase)
  return judged({ ...course, at: until }, rung)
}

/** Something happens to it. */
export const lived = (course: Course, event: CaseEvent): Course => {
  const happened = applyEvent(course.kase, event)
  return judged({ ...course, happened }, happened)
}

/** What happened last was written down only now: a reply has left a little before the clocks stop for it. */
export const writtenDown = (course: Course, at: Temporal.Instant): Course =>
  judged({ ...course, at }, course.happened)

/** What policy, turn and deeds make of its dates, and when it has to answer; nothing else is worked out. */
function judged(course: Course, kase: Case): Course {
  const { house, at } = course
  return { ...course, kase: reconcile(kase, house, at).filter(isOf).reduce(followed, kase) }
}

/** All of its dates are kept, those that are over as well. */
function followed(kase: Case, event: CaseEvent): Case {
  if (event.type !== 'deadline-set') return applyEvent(kase, event)
  const { id, kind, dueAt } = event.data
  const added = newDeadline(id, kind, event.at, Temporal.Instant.from(dueAt))
  return { ...kase, counted: kase.counted + 1, deadlines: [...kase.deadlines, added] }
}

const isOf = (event: CaseEvent): boolean => {
  switch (event.type) {
    case 'duties-changed':
    case 'deadlines-paused':
    case 'deadlines-resumed':
    case 'case-woken':
      return true
    case 'deadline-set':
    case 'deadline-moved':
    case 'deadline-near':
    case 'deadline-met':
    case 'deadline-missed':
    case 'deadline-withdrawn':
      return isWorkedOut(event.data.id)
    default:
      return isFailureJudged(event)
  }
}

/** Whether it is told of a failure that the course itself finds out, by a date that it judges. */
export const isFailureJudged = ({ type, data }: CaseEvent): boolean =>
  (type === 'contact-failed' || type === 'failure-withdrawn') && isWorkedOut(data.about)
