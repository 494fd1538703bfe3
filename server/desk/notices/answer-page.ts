import type { z } from 'zod'
import type { answerPage as contract } from '#contract/notices.ts'
import { isOpen } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { caseOfPage, endPage, holdPage } from '#server/store/pages.ts'
import { memberActor, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { holdCase, record } from '../cases/record.ts'
import { refuseUnseen } from '../cases/seen.ts'

/**
 * Somebody has it: nobody else is called. Where the case is offered to them, that takes it. Said twice, it is said once;
 * where another was faster, it is told who.
 */
export async function answerPage(
  desk: Desk,
  agent: Agent,
  { pageId }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const answered = await desk.db.withOrg(agent.org, async (tx) => {
    const caseId = await caseOfPage(tx, pageId)
    if (caseId === undefined) throw new Refusal('not-found', 'There is no such page.')
    const held = await holdCase(tx, caseId)
    await refuseUnseen(tx, agent, caseId)
    const page = await holdPage(tx, pageId)
    if (page?.state === 'over')
      throw new Refusal('conflict', 'Nobody has to answer this any more: the danger is over, or it was none.')
    if (page?.state === 'answered') return { pageId, caseId, by: page.answered_by ?? agent.handle }
    const now = desk.now()
    await endPage(tx, pageId, { state: 'answered', by: agent.handle, at: now.toString() })
    const by = memberActor(agent)
    const events: CaseEvent[] = [happened('page-answered', now, by, { page: pageId })]
    const { offer } = held.kase
    if (isOpen(held.kase) && offer?.to === agent.handle)
      events.push(happened('escalation-accepted', now, by, { id: offer.id }))
    await record(desk, tx, held, events)
    return { pageId, caseId, by: agent.handle }
  })
  desk.nudge('changes')
  return answered
}
