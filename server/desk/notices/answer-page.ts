import type { z } from 'zod'
import type { answerPage as contract } from '#contract/notices.ts'
import { happened } from '#domain/case/event.ts'
import { takenOnCall } from '#domain/case/taken-on-call.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { callsOf, caseOfPage, endPage, holdPage } from '#server/store/pages.ts'
import { careOf, isProgram, memberNamed } from '../colleagues/members.ts'
import { memberActor, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { holdCase, record } from '../cases/record.ts'
import { refuseUnseen } from '../cases/seen.ts'

/**
 * Somebody has it: nobody else is called, and the case is theirs. Said twice, it is said once; where another was faster,
 * it is told who.
 */
export async function answerPage(
  desk: Desk,
  agent: Agent,
  { pageId }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const answer = async (tx: OrgTx) => {
    const caseId = await caseOfPage(tx, pageId)
    if (caseId === undefined) throw new Refusal('not-found', 'There is no such page.')
    await refuseUnlessHere(tx, agent.handle)
    const held = await holdCase(tx, caseId)
    const called = (await callsOf(tx, [pageId])).filter(({ member }) => member === agent.handle)
    // Whoever is called to a danger may take it, whatever else they see: then it is theirs.
    if (called.length === 0) await refuseUnseen(tx, agent, caseId)
    const page = await holdPage(tx, pageId)
    if (page?.state === 'over')
      throw new Refusal('conflict', 'Nobody has to answer this any more: the danger is over, or it was none.')
    if (page?.state === 'answered') return { pageId, caseId, by: page.answered_by ?? agent.handle }
    const now = desk.now()
    await endPage(tx, pageId, { state: 'answered', by: agent.handle, at: now.toString() })
    const { house } = await desk.policies.version(tx, held.kase.policy)
    const taker = { handle: agent.handle, rung: called.at(-1)?.rung ?? held.kase.rung }
    await record(desk, tx, held, [
      happened('page-answered', now, memberActor(agent), { page: pageId }),
      ...takenOnCall(held.kase, house, taker, now),
    ])
    return { pageId, caseId, by: agent.handle }
  }
  const answered = await desk.db.withOrg(agent.org, answer, [careOf(agent.org, agent.handle)])
  desk.nudge('changes')
  return answered
}

/** Somebody answers for it from then on: a person, who has not left us meanwhile. */
async function refuseUnlessHere(tx: OrgTx, handle: string): Promise<void> {
  await memberNamed(tx, handle)
  if (await isProgram(tx, handle))
    throw new Refusal(
      'not-allowed',
      'A program answers for nobody in danger: a person says that they have it.',
    )
}
