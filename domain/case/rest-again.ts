import { applyEvent } from './apply-event.ts'
import type { Case } from './case.ts'
import { happened, type Actor, type CaseEvent } from './event.ts'
import type { House } from './house.ts'
import { liveOn } from './live-on.ts'

/**
 * What happens, and that the case rests again as a merge had found it: until the same time, for the same reason, unless
 * that is over or something would wake it at once.
 */
export function restingAgain(
  kase: Case,
  events: readonly CaseEvent[],
  chain: readonly CaseEvent[],
  { house, now, by }: { house: House; now: Temporal.Instant; by: Actor },
): CaseEvent[] {
  const rest = chain.findLast(({ type }) => type === 'case-snoozed')
  if (rest?.type !== 'case-snoozed' || events.reduce(applyEvent, kase).snooze) return [...events]
  if (Temporal.Instant.compare(Temporal.Instant.from(rest.data.until), now) <= 0) return [...events]
  const resting = [...events, happened('case-snoozed', now, by, { ...rest.data })]
  return liveOn(kase, resting, house, now).kase.snooze ? resting : [...events]
}
