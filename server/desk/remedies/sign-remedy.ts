import { happened } from '#domain/case/event.ts'
import { judgeApproval, refuseWhoHasLooked } from '#domain/remedy/judge-remedy.ts'
import { Refusal } from '#domain/refusal.ts'
import { leads, memberActor, refuseUnlessOpen, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { handsOf, refuseUnknownHand } from '../colleagues/hands.ts'
import { commandOnRemedy } from './held-remedy.ts'
import { asHands, judgingOf } from './judging.ts'

type OnRemedy = { remedyId: string; key: string }

/** Signs what a colleague has asked for: another person, whose authority reaches, and for a gesture one who has not looked at reach. */
export const approveRemedy = (desk: Desk, agent: Agent, asked: OnRemedy): Promise<Done> =>
  commandOnRemedy(desk, agent, 'approveRemedy', asked, 'approved', async (tx, { kase, remedy }) => {
    refuseUnlessOpen(kase, 'sign this')
    refuseUnknownHand(agent)
    const signed = judgeApproval(await judgingOf(desk, tx, kase, agent), remedy, asHands(agent))
    return [happened('remedy-approved', desk.now(), memberActor(agent), { id: remedy.id, signed })]
  })

/** Says no to what a colleague has asked for, and why. Whoever asked does not decide about it. */
export const declineRemedy = (
  desk: Desk,
  agent: Agent,
  asked: OnRemedy & { reason: string },
): Promise<Done> =>
  commandOnRemedy(desk, agent, 'declineRemedy', asked, 'declined', async (tx, { kase, remedy }) => {
    if (handsOf(agent).some((hand) => remedy.hands.includes(hand)))
      throw new Refusal('not-allowed', 'You asked for this yourself. Withdraw it instead.')
    if (!leads(agent) && remedy.asked?.of !== agent.handle)
      throw new Refusal('not-allowed', 'Whoever was asked says no to it, or a lead.')
    const words = await remarkOn(desk, tx, kase.id, asked.reason)
    return [happened('remedy-declined', desk.now(), memberActor(agent), { id: remedy.id, ...words })]
  })

/** Writes down that the customer has what was signed. */
export const giveRemedy = (desk: Desk, agent: Agent, asked: OnRemedy): Promise<Done> =>
  commandOnRemedy(desk, agent, 'giveRemedy', asked, 'given', async (_, { kase, remedy }) => {
    if (remedy.state !== 'approved')
      throw new Refusal('conflict', 'Nobody has signed this yet.', { state: remedy.state })
    if (remedy.sort === 'gesture') refuseWhoHasLooked(kase, asHands(agent))
    return [happened('remedy-given', desk.now(), memberActor(agent), { id: remedy.id })]
  })
