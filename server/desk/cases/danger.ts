import { happened, type CaseEvent } from '#domain/case/event.ts'
import type { House } from '#domain/case/house.ts'
import { dangerList, dangersIn } from '#domain/danger/find-danger.ts'
import { codeOf, type FactValue } from '#domain/policy/fact.ts'
import { Refusal } from '#domain/refusal.ts'
import { commandOn, memberActor, refuseUnlessOpen, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'

/**
 * What a message with words of danger does to its case: the harm counts as a danger to safety until a person has looked.
 * Nothing where whoever handed the item over has said what harm it is, or where the policy knows no such harm.
 */
export function dangerOf(
  said: string,
  message: string,
  { house, facts, now }: { house: House; facts: Readonly<Record<string, FactValue>>; now: Temporal.Instant },
): CaseEvent[] {
  const harm = house.facts.find(({ name }) => name === 'harm')
  if (!harm || codeOf('safety', harm.domain) === null || 'harm' in facts) return []
  const words = dangersIn(said)
  return words.length > 0
    ? [happened('danger-proposed', now, 'desk', { message, words, list: dangerList })]
    : []
}

/** A colleague has looked, and there is no danger: the harm is again what was entered. */
export function dismissDanger(
  desk: Desk,
  agent: Agent,
  asked: { caseId: string; seq: number; key: string },
): Promise<Done> {
  return commandOn(desk, agent, 'dismissDanger', asked, async (_, { kase }) => {
    refuseUnlessOpen(kase, 'judge its danger')
    if (!kase.danger)
      throw new Refusal('conflict', 'No message here has words of danger that wait for a look.')
    const { message } = kase.danger
    return {
      events: [happened('danger-dismissed', desk.now(), memberActor(agent), { message })],
      id: message,
    }
  })
}
