import { applyEvent } from './apply-event.ts'
import { isOpen, type Case } from './case.ts'
import { happened, type CaseEvent } from './event.ts'
import type { House } from './house.ts'
import { reconcile } from './reconcile.ts'

/**
 * What follows when something that the customer said is not gone by any more: an offer that nobody has answered, and that
 * policy made for it alone, is taken back, or it would climb on by itself. Whoever has taken the case keeps it, and what a
 * person asked for stays asked.
 */
export function claimEnds(
  kase: Case,
  ended: readonly CaseEvent[],
  house: House,
  now: Temporal.Instant,
): CaseEvent[] {
  const { offer } = kase
  const after = ended.reduce(applyEvent, kase)
  if (ended.length === 0 || !offer || offer.trigger === 'person' || offer.trigger === 'audit')
    return [...ended]
  if (!isOpen(after)) return [...ended]
  const withdrawn = happened('escalation-withdrawn', now, 'desk', { id: offer.id })
  const isStillAsked = (one: Case) =>
    reconcile(applyEvent(one, withdrawn), house, now).some(({ type }) => type === 'escalation-offered')
  // What would not be offered with the claim either, was offered for something else and stands.
  return isStillAsked(after) || !isStillAsked(kase) ? [...ended] : [...ended, withdrawn]
}
