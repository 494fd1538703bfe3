import type { z } from 'zod'
import type { proposeRemedy as contract } from '#contract/remedies.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { judgeProposal } from '#domain/remedy/judge-remedy.ts'
import { Refusal } from '#domain/refusal.ts'
import { commandOn, memberActor, refuseUnlessOpen, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { asHands, judgingOf, signingLock } from './judging.ts'

/** How many remedies a case may hold: more than any complaint needs. */
const most = 50

/**
 * Gives the customer something: at once, where whoever gives it may sign it by themselves; else somebody who may is asked, by
 * name and with a date. What policy owes is bounded by it, and a gesture by its caps.
 */
export function proposeRemedy(
  desk: Desk,
  agent: Agent,
  wish: z.output<typeof contract.input>,
): Promise<Done> {
  const { sort, what, amount = null, reason, askOnly } = wish
  return commandOn(
    desk,
    agent,
    'proposeRemedy',
    wish,
    async (tx, { kase }) => {
      refuseUnlessOpen(kase, 'give something')
      if ((kase.remedies?.length ?? 0) >= most)
        throw new Refusal('conflict', 'This case holds as many remedies as it can.')
      const judging = await judgingOf(desk, tx, kase, agent)
      const granted = judgeProposal(judging, { sort, what, amount }, asHands(agent), { askOnly })
      const { remark: id, digest } = await remarkOn(desk, tx, kase.id, reason)
      const { weighs, currency, signed, asked } = granted
      const now = desk.now()
      const by = memberActor(agent)
      const events: CaseEvent[] = [
        happened('remedy-proposed', now, by, {
          id,
          sort,
          what,
          amount,
          weighs,
          currency,
          rule: sort === 'entitlement' ? judging.owed.rule : null,
          ...(agent.hand !== undefined && { hand: agent.hand }),
          asked: asked && { of: asked.of, rung: asked.rung, by: asked.by.toString() },
          remark: id,
          digest,
        }),
      ]
      if (signed) events.push(happened('remedy-given', now, by, { id, signed }))
      return { events, id }
    },
    { locks: [signingLock(agent.org)] },
  )
}
