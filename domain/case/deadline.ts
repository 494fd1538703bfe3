/** The dates that a case can owe. All but `accept-by` are owed to the customer or watch over our own work. */
export type ClockKind =
  | 'acknowledge-by'
  | 'act-by'
  | 'next-update-by'
  | 'follow-up-by'
  | 'accept-by'
  | 'promise'
  | 'in-doubt-by'

/** A date we owe. What it is doing decides what else is known about it. */
export type Deadline = {
  id: string
  kind: ClockKind
  setAt: Temporal.Instant
  dueAt: Temporal.Instant
} & (
  | { state: 'running'; near: boolean }
  | { state: 'paused'; pausedAt: Temporal.Instant }
  | { state: 'met' | 'missed' | 'withdrawn'; endedAt: Temporal.Instant }
)

export type RunningDeadline = Extract<Deadline, { state: 'running' }>

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
