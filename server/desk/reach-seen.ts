import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { memberActor, type Agent } from './command.ts'
import { handsOf } from './hands.ts'

/** That a colleague, or whoever made the token that acts for them, has seen how far a voice carries: recorded once on a case. */
export function reachSeen(
  { reachOpenedBy = [] }: Pick<Case, 'reachOpenedBy'>,
  person: string,
  agent: Agent,
  now: Temporal.Instant,
): CaseEvent[] {
  if (handsOf(agent).every((hand) => reachOpenedBy.includes(hand))) return []
  const by = { person, ...(agent.hand !== undefined && { hand: agent.hand }) }
  return [happened('reach-opened', now, memberActor(agent), by)]
}
