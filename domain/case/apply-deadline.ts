import { acted } from './acted.ts'
import type { Case } from './case.ts'
import { changeDeadline, ended, paused, resumed, withDeadline } from './change-deadline.ts'
import { newDeadline } from './deadline.ts'
import type { CaseEvent } from './event.ts'
import { reached } from './stage.ts'
import { withoutPromise } from './without-promise.ts'

type DeadlineEvent = Exclude<
  Extract<CaseEvent, { type: `deadline${string}` | `promise-${string}` }>,
  { type: 'promise-passed-on' }
>

/** The case after one more step of a date that policy has set, or that somebody has promised. */
export function applyDeadline(kase: Case, event: DeadlineEvent): Case {
  const { at } = event
  switch (event.type) {
    case 'deadline-set': {
      const { id, kind, dueAt } = event.data
      return withDeadline(kase, newDeadline(id, kind, at, Temporal.Instant.from(dueAt)))
    }
    case 'deadline-moved':
      return changeDeadline(kase, event.data.id, (deadline) => ({
        ...deadline,
        dueAt: Temporal.Instant.from(event.data.dueAt),
      }))
    case 'deadline-near':
      return changeDeadline(kase, event.data.id, (deadline) =>
        deadline.state === 'running' ? { ...deadline, near: true } : deadline,
      )
    case 'deadline-met':
      return changeDeadline(kase, event.data.id, ended('met', at))
    case 'deadline-missed':
      return changeDeadline({ ...kase, missed: kase.missed + 1 }, event.data.id, ended('missed', at))
    case 'deadline-withdrawn':
      return changeDeadline(kase, event.data.id, ended('withdrawn', at))
    case 'deadlines-paused':
      return { ...kase, deadlines: kase.deadlines.map((deadline) => paused(deadline, at)) }
    case 'deadlines-resumed': {
      const { dueAt } = event.data
      return {
        ...kase,
        turn: 'ours',
        deadlines: kase.deadlines.map((deadline) => resumed(deadline, at, dueAt[deadline.id])),
      }
    }
    case 'promise-given': {
      const { id, dueAt } = event.data
      const promise = newDeadline(id, 'promise', at, Temporal.Instant.from(dueAt))
      return { ...withDeadline(reached(kase, 'action-committed'), promise), actedAt: kase.actedAt ?? at }
    }
    case 'promise-kept':
      return changeDeadline(acted(kase, at), event.data.id, ended('met', at))
    case 'promise-broken':
      return changeDeadline({ ...kase, missed: kase.missed + 1 }, event.data.id, ended('missed', at))
    case 'promise-withdrawn':
      return withoutPromise(kase, event.data.id, at)
  }
}
