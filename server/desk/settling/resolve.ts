import { lacksFor, lacksForDecision, type Ground } from '#domain/case/closing.ts'
import { happened, type Decision } from '#domain/case/event.ts'
import { isUnanswered } from '#domain/case/is-unanswered.ts'
import { Refusal } from '#domain/refusal.ts'
import { commandOn, memberActor, refuseUnlessOpen, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refuseUnexamined } from '../claims/examine-evidence.ts'
import { handBehind } from '../colleagues/hands.ts'
import { lackSentence } from '../replies/lack-sentences.ts'

type Resolved = {
  caseId: string
  decision: Decision
  restsOn: Ground
  reason: string
  nothingSentBecause?: string | undefined
  seq: number
  key: string
}

/**
 * Closes the case with a decision and its reason, where something entitles us to: the customer's word, or tries to get it.
 * What is missing is told by name. That nothing was sent to the customer since they last wrote is written
 * down with it, whoever closes it and by whatever way, and so is why nothing needed to be.
 */
export function resolve(desk: Desk, agent: Agent, resolved: Resolved): Promise<Done> {
  return commandOn(desk, agent, 'resolve', resolved, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'settle it')
    const { decision, restsOn, reason, nothingSentBecause: because } = resolved
    await refuseUnexamined(tx, kase, decision)
    const { house } = await desk.policies.version(tx, kase.policy)
    const lacks = [
      ...lacksFor(kase, restsOn, house, desk.now()),
      ...lacksForDecision(kase, decision, restsOn),
    ]
    if (lacks.length > 0)
      throw new Refusal('conflict', lacks.map(lackSentence).join(' '), {
        lacks: lacks.map((lack) => ({ ...lack, ...('until' in lack && { until: lack.until.toString() }) })),
      })
    const unanswered = isUnanswered(kase)
    if (because !== undefined && !unanswered)
      throw new Refusal(
        'conflict',
        'The customer has had an answer meanwhile. Look at it, then close the case.',
      )
    const words = because === undefined ? reason : `${reason}\n\n${because}`
    const said = { decision, restsOn, ...(await remarkOn(desk, tx, kase.id, words)) }
    return {
      events: [
        happened('case-resolved', desk.now(), memberActor(agent), {
          ...said,
          ...(unanswered && { unanswered: true as const }),
          ...handBehind(agent),
        }),
      ],
      id: kase.id,
    }
  })
}
