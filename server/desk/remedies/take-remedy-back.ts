import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { leads, memberActor, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { handsOf } from '../colleagues/hands.ts'
import { commandOnRemedy } from './held-remedy.ts'

/** Takes a remedy off that was not given yet: whoever asked for it, or a lead. */
export const withdrawRemedy = (
  desk: Desk,
  agent: Agent,
  asked: { remedyId: string; key: string },
): Promise<Done> =>
  commandOnRemedy(desk, agent, 'withdrawRemedy', asked, 'withdrawn', async (_, { remedy }) => {
    if (!leads(agent) && !handsOf(agent).some((hand) => remedy.hands.includes(hand)))
      throw new Refusal('not-allowed', 'Whoever asked for it takes it off, or a lead.')
    return [happened('remedy-withdrawn', desk.now(), memberActor(agent), { id: remedy.id })]
  })

/** Writes down that the customer does not have it after all: a refund that came back, a slip of the hand. A lead does, and says why. */
export const reverseRemedy = (
  desk: Desk,
  agent: Agent,
  asked: { remedyId: string; reason: string; key: string },
): Promise<Done> =>
  commandOnRemedy(desk, agent, 'reverseRemedy', asked, 'reversed', async (tx, { kase, remedy }) => {
    if (!leads(agent)) throw new Refusal('not-allowed', 'A lead writes down that it came back.')
    const words = await remarkOn(desk, tx, kase.id, asked.reason)
    return [happened('remedy-reversed', desk.now(), memberActor(agent), { id: remedy.id, ...words })]
  })
