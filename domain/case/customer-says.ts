import type { Case } from './case.ts'
import { isTheirOwn } from './customers-word.ts'
import { happened, type Actor, type CaseEvent, type EventData, type FailureReason } from './event.ts'
import { isAtLeast, mayReach } from './stage.ts'

/**
 * What follows from the customer's word, by whatever way it came. A closed case is open again unless they say that it is
 * settled. That nobody answers is a failure of ours; so is it when what was done turns out not to have settled it, but a
 * message of theirs was judged when it arrived.
 */
export function customerSays(
  kase: Case,
  heard: EventData['customer-heard'],
  by: Actor,
  now: Temporal.Instant,
): CaseEvent[] {
  const { id, says } = heard
  const reopens = kase.state === 'closed' && says !== 'settled'
  const reason = failureIn(kase, heard)
  return [
    ...(reopens ? [happened('case-reopened', now, by, { because: 'customer-said' })] : []),
    happened('customer-heard', now, by, heard),
    ...(reason ? [happened('contact-failed', now, 'desk', { reason, about: id })] : []),
  ]
}

function failureIn(kase: Case, { says, way }: EventData['customer-heard']): FailureReason | undefined {
  if (says === 'settled') return undefined
  if (says === 'nobody-answers') return 'nobody-answers'
  if (way === 'message') return undefined
  if (kase.state === 'closed') return 'reopened'
  return says === 'not-settled' && isAtLeast(kase.stage, 'action-done') ? 'not-settled' : undefined
}

/** Whether a colleague may write down that it is settled: only once something was done, unless the words are on the case. */
export const mayNoteSettled = ({ stage }: Case, way: EventData['customer-heard']['way']): boolean =>
  isAtLeast(stage, 'customer-confirmed') ||
  mayReach(stage, 'customer-confirmed', isTheirOwn(way) ? 'customer' : 'us')
