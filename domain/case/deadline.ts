/** The dates that a case can owe. All but `accept-by` and `sign-by`, by which colleagues decide, are owed to the customer or watch over our own work. */
export type ClockKind =
  | 'acknowledge-by'
  | 'act-by'
  | 'next-update-by'
  | 'follow-up-by'
  | 'accept-by'
  | 'promise'
  | 'in-doubt-by'
  | 'sign-by'
  | 'close-by'

/** A stretch of time in which a clock stood still. */
export type Stretch = { from: Temporal.Instant; until: Temporal.Instant }

/** A date we owe. What it is doing decides what else is known about it. */
export type Deadline = {
  id: string
  kind: ClockKind
  setAt: Temporal.Instant
  dueAt: Temporal.Instant
  /** When it waited for the customer, and has gone on since: that time was not ours to use. */
  stood: Stretch[]
} & (
  | { state: 'running'; near: boolean }
  | { state: 'paused'; pausedAt: Temporal.Instant }
  /** With when it stood still as it ended: what ended it may turn out to have been a slip. */
  | { state: 'met' | 'missed' | 'withdrawn'; endedAt: Temporal.Instant; pausedAt?: Temporal.Instant }
)

export type RunningDeadline = Extract<Deadline, { state: 'running' }>

/** A deadline as it is set. */
export const newDeadline = (
  id: string,
  kind: ClockKind,
  setAt: Temporal.Instant,
  dueAt: Temporal.Instant,
): RunningDeadline => ({ id, kind, setAt, dueAt, stood: [], state: 'running', near: false })

export const isRunning = (deadline: Deadline): deadline is RunningDeadline => deadline.state === 'running'

/** A missed one of these is a failure of ours, counted in the chain; a timed-out offer climbs instead. */
export const isOwedToCustomer = (kind: ClockKind): boolean =>
  kind === 'acknowledge-by' || kind === 'act-by' || kind === 'next-update-by' || kind === 'promise'

/** Clocks that stop while we wait for the customer. A promise is ours alone and never stops. */
export const pausesForCustomer = (kind: ClockKind): boolean => kind === 'act-by' || kind === 'next-update-by'

/** The running deadline that comes first. */
export function nextDeadline(deadlines: readonly Deadline[]): RunningDeadline | undefined {
  let next: RunningDeadline | undefined
  for (const deadline of deadlines) {
    if (!isRunning(deadline)) continue
    if (!next || Temporal.Instant.compare(deadline.dueAt, next.dueAt) < 0) next = deadline
  }
  return next
}
