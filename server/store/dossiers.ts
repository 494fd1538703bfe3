import type { OrgTx } from './database.ts'
import type { EventRow } from './events.ts'
import { isUuid } from './is-uuid.ts'
import { sql } from './statement.ts'

/** Every event of some cases, as it happened; at most so many, the newest ones. */
export const eventsOfCases = (tx: OrgTx, cases: readonly string[], limit: number) =>
  tx.rows<EventRow & { case_id: string }>(
    sql`select * from (
      select case_id, seq, type, at, actor, data::text as data, hash from events
      where org_id = $1 and case_id = any((select $2::uuid[])::uuid[]) order by at desc, seq desc limit $3
    ) newest order by at, seq`,
    [tx.org, cases, limit],
  )

/** The words of messages and remarks, by their ids, each as far as a dossier quotes it. */
export async function wordsOf(
  tx: OrgTx,
  ids: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; body: string }>(
    sql`select message_id::text as id, left(body, $3) as body from message_words
    where org_id = $1 and message_id = any((select $2::uuid[])::uuid[])
    union all
    select id::text, left(body, $3) from remarks where org_id = $1 and id = any((select $2::uuid[])::uuid[])`,
    [tx.org, ids.filter(isUuid), most],
  )
  return new Map(rows.map(({ id, body }) => [id, body]))
}
