import { happened } from '#domain/case/event.ts'
import { mayReach } from '#domain/case/stage.ts'
import { Refusal } from '#domain/refusal.ts'
import { commandOn, memberActor, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { handsOf, refuseUnknownHand } from '../colleagues/hands.ts'

/**
 * A colleague has looked, and what the customer was promised is done. Whoever closed the case does not look at their own
 * work; where nobody looks, a case is verified when nobody has been heard for two weeks.
 */
export function verifyCase(
  desk: Desk,
  agent: Agent,
  looked: { caseId: string; what: string; seq: number; key: string },
): Promise<Done> {
  return commandOn(desk, agent, 'verifyCase', looked, async (tx, { kase }) => {
    const { stage, closed } = kase
    if (kase.state !== 'closed' || !closed)
      throw new Refusal('conflict', 'Only a closed case is verified: that it stays settled shows afterwards.')
    if (!mayReach(stage, 'verified', 'us'))
      throw new Refusal(
        'conflict',
        stage === 'verified'
          ? 'It is verified already.'
          : 'The customer has not said that it is settled: there is nothing yet to verify.',
        { jump: { from: stage, to: 'verified' } },
      )
    refuseUnknownHand(agent)
    if (closed.hand === null)
      throw new Refusal(
        'not-allowed',
        'A program closed it, and nobody knows who made that. It is verified when nobody is heard for two weeks.',
      )
    if (handsOf(agent).some((hand) => closed.by === `member:${hand}` || closed.hand === hand))
      throw new Refusal(
        'not-allowed',
        'You closed it: somebody else looks whether what was promised is done.',
      )
    const remark = await remarkOn(desk, tx, kase.id, looked.what)
    return {
      events: [happened('case-verified', desk.now(), memberActor(agent), { because: 'looked', ...remark })],
      id: kase.id,
    }
  })
}
