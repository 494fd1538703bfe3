import type { z } from 'zod'
import type { earlierOnCase as asking } from '#contract/cases.ts'
import { readCase } from '#domain/case/read-case.ts'
import { Refusal } from '#domain/refusal.ts'
import { readCaseRow } from '#server/store/cases.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf } from '../names.ts'
import { refuseUnseen } from './seen.ts'
import { chainsOf, eventViews, readTimelinePlace, timelinePage } from './timeline-page.ts'

/** What was said and done on a case before a place of its timeline. */
export function showEarlier(
  desk: Desk,
  agent: Agent,
  { caseId, before }: z.output<typeof asking.input>,
): Promise<z.input<typeof asking.output>> {
  const place = readTimelinePlace(before)
  return desk.db.withOrg(agent.org, async (tx) => {
    const row = await readCaseRow(tx, caseId)
    if (!row) throw new Refusal('not-found', 'There is no such case.')
    await refuseUnseen(tx, agent, caseId)
    const kase = readCase(row.fold)
    const told = { kase, chains: await chainsOf(tx, kase), names: await namesOf(tx) }
    const page = await timelinePage(desk, tx, told, place)
    return { messages: page.messages, events: eventViews(kase, agent, page.told), earlier: page.earlier }
  })
}
