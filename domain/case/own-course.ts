import { applyEvent } from './apply-event.ts'
import type { Case } from './case.ts'
import { newDeadline, type Deadline } from './deadline.ts'
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

const isOwed = ({ kind, state }: Deadline) =>
  (state === 'running' || state === 'paused') &&
  (kind === 'acknowledge-by' || kind === 'act-by' || kind === 'next-update-by' || kind === 'follow-up-by')

/** Time goes by until then. */
export function goneOn(course: Course, until: Temporal.Instant): Course {
  const { kase, house, at } = course
  // No clock rings within one moment.
  if (Temporal.Instant.compare(until, at) <= 0) return course
  const rung = timePassed(kase, house, until).filter(isOf(course)).reduce(applyEvent, kase)
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
  return { ...course, kase: reconcile(kase, house, at).filter(isOf(course)).reduce(followed, kase) }
}

/** All of its dates to answer by are kept, those that are over as well. */
function followed(kase: Case, event: CaseEvent): Case {
  if (event.type !== 'deadline-set') return applyEvent(kase, event)
  const { id, kind, dueAt } = event.data
  const added = newDeadline(id, kind, event.at, Temporal.Instant.from(dueAt))
  return { ...kase, counted: kase.counted + 1, deadlines: [...kase.deadlines, added] }
}

const isOf =
  (course: Course) =>
  (event: CaseEvent): boolean => {
    switch (event.type) {
      case 'duties-changed':
      case 'deadlines-paused':
      case 'deadlines-resumed':
      case 'case-woken':
        return true
      case 'deadline-set':
        return isAnswer(event.data.id)
      case 'deadline-moved':
      case 'deadline-near':
      case 'deadline-met':
      case 'deadline-missed':
      case 'deadline-withdrawn':
        return judges(course, event.data.id)
      default:
        return isFailureJudged(course, event)
    }
  }

/** Whether it is told of a failure that the course itself finds out, by a date that it judges. */
export const isFailureJudged = (course: Course, { type, data }: CaseEvent): boolean =>
  (type === 'contact-failed' || type === 'failure-withdrawn') && judges(course, data.about)

const judges = ({ dates }: Course, id: string) => dates.has(id) || isAnswer(id)

const isAnswer = (id: string) => id.startsWith('acknowledge-by.')
