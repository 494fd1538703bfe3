import type { Case } from './case.ts'
import { pausesForCustomer, type Deadline } from './deadline.ts'

/** Adds a running deadline; of the ended ones only the last of each kind is kept, the chain holds the rest. */
export function withDeadline(kase: Case, added: Deadline): Case {
  const kept = kase.deadlines.filter(
    (deadline) => deadline.kind !== added.kind || deadline.state === 'running' || deadline.state === 'paused',
  )
  return { ...kase, counted: kase.counted + 1, deadlines: [...kept, added] }
}

/** The case with one of its deadlines changed. */
export const changeDeadline = (kase: Case, id: string, change: (deadline: Deadline) => Deadline): Case => ({
  ...kase,
  deadlines: kase.deadlines.map((deadline) => (deadline.id === id ? change(deadline) : deadline)),
})

/** What becomes of a deadline that ends. */
export const ended =
  (state: 'met' | 'missed' | 'withdrawn', endedAt: Temporal.Instant) =>
  (deadline: Deadline): Deadline => {
    const { id, kind, setAt, dueAt, stood } = deadline
    const pausedAt = deadline.state === 'paused' ? { pausedAt: deadline.pausedAt } : {}
    return { id, kind, setAt, dueAt, stood, state, endedAt, ...pausedAt }
  }

/** A deadline that ended by mistake, as it was before. */
export function reinstated(deadline: Deadline): Deadline {
  if (deadline.state === 'running' || deadline.state === 'paused') return deadline
  const { id, kind, setAt, dueAt, stood, pausedAt } = deadline
  const common = { id, kind, setAt, dueAt, stood }
  return pausedAt ? { ...common, state: 'paused', pausedAt } : { ...common, state: 'running', near: false }
}

/** A deadline while we wait for the customer: it stands still, where it is one of our own work. */
export function paused(deadline: Deadline, at: Temporal.Instant): Deadline {
  if (deadline.state !== 'running' || !pausesForCustomer(deadline.kind)) return deadline
  const { id, kind, setAt, dueAt, stood } = deadline
  return { id, kind, setAt, dueAt, stood, state: 'paused', pausedAt: at }
}

/** A deadline that stood still and goes on to another date. */
export function resumed(deadline: Deadline, at: Temporal.Instant, dueAt: string | undefined): Deadline {
  if (deadline.state !== 'paused' || dueAt === undefined) return deadline
  const { id, kind, setAt, pausedAt } = deadline
  const stood = [...deadline.stood, { from: pausedAt, until: at }]
  return { id, kind, setAt, dueAt: Temporal.Instant.from(dueAt), stood, state: 'running', near: false }
}
