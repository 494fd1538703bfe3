import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

type PageState = 'calling' | 'unanswered' | 'answered' | 'over'

export type PageRow = {
  id: string
  case_id: string
  rung: string
  opened_at: Temporal.Instant
  state: PageState
  next_at: Temporal.Instant | null
  answered_by: string | null
  answered_at: Temporal.Instant | null
}

export type PageCallRow = {
  page_id: string
  nth: number
  member: string
  rung: string
  round: number
  at: Temporal.Instant
}

/** Opens a page for a case that has none which waits. Answers whether it was opened. */
export async function openPage(
  tx: OrgTx,
  made: { id: string; caseId: string; rung: string; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into pages (org_id, id, case_id, rung, opened_at, state, next_at)
    values ($1, $2, $3, $4, $5, 'calling', $5)
    on conflict (org_id, case_id) where state in ('calling', 'unanswered') do nothing returning id`,
    [tx.org, made.id, made.caseId, made.rung, made.at],
  )
  return rows.length === 1
}

/** Whether somebody has taken a page of this case since a moment. */
export async function wasAnsweredSince(tx: OrgTx, caseId: string, since: Temporal.Instant): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from pages where org_id = $1 and case_id = $2 and answered_at > $3 limit 1`,
    [tx.org, caseId, since.toString()],
  )
  return rows.length > 0
}

/** The pages of which somebody is to be called by now; asked as the worker. */
export const duePages = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from pages where state in ('calling', 'unanswered') and next_at <= $1 order by next_at limit $2`,
    [now.toString(), limit],
  )

/** The case of a page. */
export async function caseOfPage(tx: OrgTx, id: string): Promise<string | undefined> {
  const rows = await tx.rows<{ case_id: string }>(
    sql`select case_id from pages where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.case_id
}

/** Holds a page until the transaction ends. */
export async function holdPage(tx: OrgTx, id: string): Promise<PageRow | undefined> {
  const rows = await tx.rows<PageRow>(
    sql`select id, case_id, rung, opened_at, state, next_at, answered_by, answered_at from pages
    where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** Whoever was called for some pages, in order. */
export const callsOf = (tx: OrgTx, pages: readonly string[]) =>
  tx.rows<PageCallRow>(
    sql`select page_id, nth, member, rung, round, at from page_calls where org_id = $1 and page_id = any($2::uuid[])
    order by page_id, nth limit 5000`,
    [tx.org, pages],
  )

/** Writes down that somebody is called. */
export async function saveCall(tx: OrgTx, call: PageCallRow): Promise<void> {
  await tx.rows(
    sql`insert into page_calls (org_id, page_id, nth, member, rung, round, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.org, call.page_id, call.nth, call.member, call.rung, call.round, call.at.toString()],
  )
}

/** Writes down how a page goes on. */
export async function goOnWithPage(
  tx: OrgTx,
  id: string,
  { state, nextAt }: { state: 'calling' | 'unanswered'; nextAt: string },
): Promise<void> {
  await tx.rows(sql`update pages set state = $3, next_at = $4 where org_id = $1 and id = $2`, [
    tx.org,
    id,
    state,
    nextAt,
  ])
}

/** Ends a page that waits: somebody has it, or there is nothing to be called for. Answers whether it did wait. */
export async function endPage(
  tx: OrgTx,
  id: string,
  ended: { state: 'answered' | 'over'; by: string | null; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update pages set state = $3, next_at = null, answered_by = $4, answered_at = $5
    where org_id = $1 and id = $2 and state in ('calling', 'unanswered') returning id`,
    [tx.org, id, ended.state, ended.by, ended.state === 'answered' ? ended.at : null],
  )
  return rows.length === 1
}

/** The page of a case that waits. */
export async function waitingPageOf(tx: OrgTx, caseId: string): Promise<string | undefined> {
  const rows = await tx.rows<{ id: string }>(
    sql`select id from pages where org_id = $1 and case_id = $2 and state in ('calling', 'unanswered')`,
    [tx.org, caseId],
  )
  return rows[0]?.id
}

export type ShownPage = PageRow & { number: number; subject: string | null }

/** The pages that wait, the oldest first; or one, whatever became of it. */
export const pagesToShow = (tx: OrgTx, id: string | null, limit: number) =>
  tx.rows<ShownPage>(
    sql`select p.id, p.case_id, p.rung, p.opened_at, p.state, p.next_at, p.answered_by, p.answered_at, c.number, w.subject
    from pages p
    join cases c on c.org_id = p.org_id and c.id = p.case_id
    left join case_words w on w.org_id = c.org_id and w.case_id = c.id
    where p.org_id = $1 and ($2::uuid is null and p.state in ('calling', 'unanswered') or p.id = $2)
    order by p.opened_at limit $3`,
    [tx.org, id, limit],
  )
