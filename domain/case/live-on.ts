import { applyEvent } from './apply-event.ts'
import type { Case } from './case.ts'
import type { CaseEvent } from './event.ts'
import type { House } from './house.ts'
import { reconcile } from './reconcile.ts'

/** A case as it is now, and the events that made it so. */
export type Told = { kase: Case; events: CaseEvent[] }

/** What happened to a case, and all that follows from it by policy and clock. */
export function liveOn(
  before: Case,
  happened: readonly CaseEvent[],
  house: House,
  now: Temporal.Instant,
): Told {
  const after = happened.reduce(applyEvent, before)
  const follows = reconcile(after, house, now)
  return { kase: follows.reduce(applyEvent, after), events: [...happened, ...follows] }
}
