import { isOpen, type Case } from './case.ts'
import { happened, type Actor, type CaseEvent } from './event.ts'
import { heightOf, type House } from './house.ts'

/**
 * What follows when somebody who was called to a danger says that they have it: the case is theirs, on the rung by which
 * they were called, and never on a lower one than it stands on. Whoever was asked to take it on that rung, or on one below,
 * is asked no more; what policy asks of a rung above stands.
 */
export function takenOnCall(
  kase: Pick<Case, 'state' | 'owner' | 'rung' | 'offer'>,
  house: House,
  { handle, rung }: { handle: string; rung: string },
  now: Temporal.Instant,
): CaseEvent[] {
  if (!isOpen(kase)) return []
  const by: Actor = `member:${handle}`
  const { offer } = kase
  if (offer?.to === handle) return [happened('escalation-accepted', now, by, { id: offer.id })]
  const stands = heightOf(house, rung) > heightOf(house, kase.rung) ? rung : kase.rung
  const isAnswered =
    offer && (offer.trigger === 'person' || heightOf(house, offer.rung) <= heightOf(house, stands))
  return [
    ...(isAnswered ? [happened('escalation-withdrawn', now, by, { id: offer.id })] : []),
    ...(kase.owner === handle && kase.rung === stands
      ? []
      : [happened('owner-assigned', now, by, { owner: handle, rung: stands })]),
  ]
}
