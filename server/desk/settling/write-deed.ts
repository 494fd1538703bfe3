import { happened } from '#domain/case/event.ts'
import { newId } from '#server/store/id.ts'
import { commandOn, memberActor, refuseUnlessOpen, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'

/** Writes down what was done about the matter: what a promise had announced is said to be kept instead. */
export function writeDeed(
  desk: Desk,
  agent: Agent,
  deed: { caseId: string; what: string; seq: number; key: string },
): Promise<Done> {
  return commandOn(desk, agent, 'writeDeed', deed, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'write down what was done')
    const now = desk.now()
    const id = newId(now)
    const remark = await remarkOn(desk, tx, kase.id, deed.what)
    return { events: [happened('action-done', now, memberActor(agent), { id, ...remark })], id }
  })
}
