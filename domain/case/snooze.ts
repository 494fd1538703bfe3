import type { Case } from './case.ts'
import { isRunning } from './deadline.ts'
import { firstOwed } from './still-owed.ts'

/**
 * That a case rests: it is not in the queue until then. No clock stops. What it was like when it was laid aside tells
 * whether it may go on resting.
 */
export type Snooze = { until: Temporal.Instant; owner: string; contacts: number; missed: number }

/** Why a case that rested is back in the queue. */
export type Wake =
  | 'time'
  | 'customer-wrote'
  | 'date-near'
  | 'offered'
  | 'new-owner'
  | 'not-open'
  | 'colleague'

/** A case as it is laid aside. */
export const snoozed = (kase: Case, until: Temporal.Instant): Case => ({
  ...kase,
  snooze: { until, owner: kase.owner, contacts: kase.contacts, missed: kase.missed },
})

/** What wakes a case before its time: the customer wrote, a date comes near or went by, somebody else is asked to take it. */
export function whatWakes(kase: Case): Wake | null {
  const { snooze, deadlines } = kase
  if (!snooze) return null
  if (kase.state !== 'open') return 'not-open'
  if (kase.contacts !== snooze.contacts) return 'customer-wrote'
  if (kase.missed !== snooze.missed || deadlines.some((date) => isRunning(date) && date.near))
    return 'date-near'
  if (kase.offer) return 'offered'
  return kase.owner === snooze.owner ? null : 'new-owner'
}

/** How long a case may rest: until its next date, and not at all while a date is near or past or somebody is asked to take it. */
export function longestRest(kase: Case): { until: Temporal.Instant } | { never: 'near' | 'offered' } {
  if (kase.offer) return { never: 'offered' }
  const first = firstOwed(kase)
  const isPressing = kase.deadlines.some((date) => isRunning(date) && date.near)
  if (!first || !isRunning(first) || isPressing) return { never: 'near' }
  return { until: first.dueAt }
}
