import { happened, type Actor, type CaseEvent } from '../case/event.ts'
import type { Case } from '../case/case.ts'
import { tellsFollowers } from './tells-followers.ts'

type Seer = {
  /** Who looked, and by whose hands: their own, and those of whoever made the token that acts for them. */
  by: Actor
  hands: readonly string[]
  hand?: string
}

/** Whether all by whose hands somebody acts are known to have seen, on this case, how far the voice carries. */
export const hasSeenReach = (
  { reachOpenedBy = [] }: Pick<Case, 'reachOpenedBy'>,
  hands: readonly string[],
): boolean => hands.every((hand) => reachOpenedBy.includes(hand))

/** That somebody has seen how far a voice carries: recorded once on a case. */
export function reachSeen(
  kase: Pick<Case, 'reachOpenedBy' | 'person'>,
  { by, hands, hand }: Seer,
  now: Temporal.Instant,
): CaseEvent[] {
  if (hasSeenReach(kase, hands)) return []
  return [happened('reach-opened', now, by, { person: kase.person, ...(hand !== undefined && { hand }) })]
}

/** What a colleague does on a case; with a number of followers in it, they have seen how far the voice carries. */
export const withReachSeen = (
  kase: Pick<Case, 'reachOpenedBy' | 'person'>,
  events: readonly CaseEvent[],
  seer: Seer,
  now: Temporal.Instant,
): CaseEvent[] =>
  events.some((event) => event.by === seer.by && tellsFollowers(event))
    ? [...events, ...reachSeen(kase, seer, now)]
    : [...events]
