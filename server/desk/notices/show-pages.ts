import type { z } from 'zod'
import type { listPages, openPage as onePage } from '#contract/notices.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { callsOf, pagesToShow, type PageCallRow, type ShownPage } from '#server/store/pages.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { seenAmong } from '../cases/seen.ts'

type PageView = z.input<typeof onePage.output>

/** The pages that nobody has answered yet, of the cases that a colleague may see, or to which they are called; those that are silent first. */
export const showPages = (desk: Desk, agent: Agent): Promise<z.input<typeof listPages.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const pages = await viewsOf(tx, agent, await pagesToShow(tx, null, 50))
    return { pages: pages.toSorted((a, b) => Number(isSilent(b)) - Number(isSilent(a))) }
  })

const isSilent = ({ state }: PageView) => state === 'unanswered'

/** One page, whatever became of it. */
export const showPage = (desk: Desk, agent: Agent, { pageId }: { pageId: string }): Promise<PageView> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const [page] = await viewsOf(tx, agent, await pagesToShow(tx, pageId, 1))
    if (!page) throw new Refusal('not-found', 'There is no such page.')
    return page
  })

async function viewsOf(tx: OrgTx, agent: Agent, rows: readonly ShownPage[]): Promise<PageView[]> {
  const seen = await seenAmong(
    tx,
    agent,
    rows.map(({ case_id }) => case_id),
  )
  const calls = await callsOf(
    tx,
    rows.map(({ id }) => id),
  )
  const names = await namesOf(tx)
  const isCalled = (page: string) =>
    calls.some(({ page_id: id, member }) => id === page && member === agent.handle)
  return rows
    .filter(({ id, case_id: caseId }) => seen.has(caseId) || isCalled(id))
    .map((row) => viewOf(row, calls, names))
}

const viewOf = (row: ShownPage, calls: readonly PageCallRow[], names: Names): PageView => ({
  id: row.id,
  caseId: row.case_id,
  number: row.number,
  subject: row.subject ?? '',
  state: row.state,
  openedAt: row.opened_at.toString(),
  nextAt: row.next_at?.toString() ?? null,
  calls: calls
    .filter(({ page_id }) => page_id === row.id)
    .map(({ member, rung, round, at }) => ({ to: names(member), rung, round, at: at.toString() })),
  answeredBy: row.answered_by === null ? null : names(row.answered_by),
  answeredAt: row.answered_at?.toString() ?? null,
})
