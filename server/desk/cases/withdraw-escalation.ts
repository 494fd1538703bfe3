import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { actorOf } from '#server/store/events.ts'
import { answerOn, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { caseOf } from './escalate.ts'

type Asked = { escalationId: string; key: string }

/** Takes back an offer that this colleague made and nobody has answered. What policy demands is offered anew by itself. */
export function withdrawEscalation(desk: Desk, agent: Agent, asked: Asked): Promise<Done> {
  const { escalationId: id, key } = asked
  const command = { name: 'withdrawEscalation', key, input: asked, caseId: caseOf(id) }
  return answerOn(desk, agent, command, async (tx, { kase }) => {
    const { offer } = kase
    if (offer?.id !== id) throw new Refusal('conflict', 'This offer does not stand any more.')
    const by = memberActor(agent)
    if (offer.trigger !== 'person' || (await actorOf(tx, kase.id, 'escalation-offered', id)) !== by)
      throw new Refusal(
        'not-allowed',
        'Only whoever made an offer takes it back; what policy demands stays offered.',
      )
    return { events: [happened('escalation-withdrawn', desk.now(), by, { id })], id }
  })
}
