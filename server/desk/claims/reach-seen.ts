import type { Case } from '#domain/case/case.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { hasSeenReach, reachSeen as seen, withReachSeen as withSeen } from '#domain/reach/reach-seen.ts'
import type { Agent } from '../command.ts'
import { handsOf } from '../colleagues/hands.ts'

type Around = Pick<Case, 'reachOpenedBy' | 'person'>

const seerOf = (agent: Agent) => ({
  by: `member:${agent.handle}` as const,
  hands: handsOf(agent),
  ...(agent.hand !== undefined && { hand: agent.hand }),
})

/** That a colleague, or whoever made the token that acts for them, has seen how far a voice carries: recorded once on a case. */
export const reachSeen = (kase: Around, agent: Agent, now: Temporal.Instant): CaseEvent[] =>
  seen(kase, seerOf(agent), now)

/** What a colleague does on a case, with that they have seen how far the voice carries where they say how many follow it. */
export const withReachSeen = (
  kase: Around,
  agent: Agent,
  events: readonly CaseEvent[],
  now: Temporal.Instant,
): CaseEvent[] => withSeen(kase, events, seerOf(agent), now)

/** Whether a colleague is shown how many follow the customer of a case: only once they have seen it there, on the record. */
export const mayReadFollowers = (kase: Pick<Case, 'reachOpenedBy'>, agent: Agent): boolean =>
  hasSeenReach(kase, handsOf(agent))
