import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type CommentRow = {
  id: string
  version: number
  table_id: string
  row_id: string | null
  case_id: string | null
  by: string
  at: Temporal.Instant
  body: string
  owner: string
  answer: string | null
  answered_by: string | null
  answered_at: Temporal.Instant | null
}

/** Writes down what somebody said about a rule, and whom it reaches. */
export async function saveComment(
  tx: OrgTx,
  made: {
    id: string
    version: number
    table: string
    row: string | null
    caseId: string | null
    by: string
    at: string
    body: string
    owner: string
  },
): Promise<void> {
  await tx.rows(
    sql`insert into policy_comments (org_id, id, version, table_id, row_id, case_id, by, at, body, owner)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.org,
      made.id,
      made.version,
      made.table,
      made.row,
      made.caseId,
      made.by,
      made.at,
      made.body,
      made.owner,
    ],
  )
}

/** Answers a comment: true for whoever does it first. */
export async function answerComment(
  tx: OrgTx,
  answer: { id: string; body: string; by: string; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update policy_comments set answer = $3, answered_by = $4, answered_at = $5
    where org_id = $1 and id = $2 and answered_at is null returning id`,
    [tx.org, answer.id, answer.body, answer.by, answer.at],
  )
  return rows.length === 1
}

/** One comment. */
export async function commentOf(tx: OrgTx, id: string): Promise<CommentRow | undefined> {
  const rows = await tx.rows<CommentRow>(
    sql`select id, version, table_id, row_id, case_id, by, at, body, owner, answer, answered_by, answered_at
    from policy_comments where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** The newest comments on a version. */
export const commentsOnVersion = (tx: OrgTx, version: number, limit: number) =>
  tx.rows<CommentRow>(
    sql`select id, version, table_id, row_id, case_id, by, at, body, owner, answer, answered_by, answered_at
    from policy_comments where org_id = $1 and version = $2 order by at desc, id limit $3`,
    [tx.org, version, limit],
  )

/** Comments that wait for a colleague, the longest waiting first, and then those that they wrote, the newest first. */
export const commentsFor = (tx: OrgTx, handle: string, limit: number) =>
  tx.rows<CommentRow>(
    sql`(select id, version, table_id, row_id, case_id, by, at, body, owner, answer, answered_by, answered_at
      from policy_comments where org_id = $1 and owner = $2 and answered_at is null order by at, id limit $3)
    union all
    (select id, version, table_id, row_id, case_id, by, at, body, owner, answer, answered_by, answered_at
      from policy_comments where org_id = $1 and by = $2 and (owner <> $2 or answered_at is not null)
      order by at desc, id limit $3)`,
    [tx.org, handle, limit],
  )

/** How many comments wait for a colleague's answer, up to 1,000. */
export async function commentsWaiting(tx: OrgTx, handle: string): Promise<number> {
  const rows = await tx.rows<{ n: number }>(
    sql`select count(*)::int as n from (
      select 1 from policy_comments where org_id = $1 and owner = $2 and answered_at is null limit 1000
    ) waiting`,
    [tx.org, handle],
  )
  return rows[0]?.n ?? 0
}
