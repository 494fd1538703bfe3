import type { OrgTx } from './database.ts'
import type { EventRow } from './events.ts'
import { isUuid } from './is-uuid.ts'
import { sql } from './statement.ts'

/** What is read of some cases: these kinds of event, the setting of these dates, and the newest of one more kind. */
type Wanted = { types: readonly string[]; dates: readonly string[]; newestOf: string }

/** The events of some cases that are wanted, as they happened; at most so many, the newest ones. */
export const eventsOfCases = (tx: OrgTx, cases: readonly string[], wanted: Wanted, limit: number) =>
  tx.rows<EventRow & { case_id: string }>(
    sql`select * from (
      (select case_id, seq, type, at, actor, data::text as data, hash from events
      where org_id = $1 and case_id = any((select $2::uuid[])::uuid[])
        and (type = any($3::text[])
          or (type in ('deadline-set', 'deadline-moved') and data->>'id' = any($4::text[])))
      order by at desc, seq desc limit $6)
      union all
      (select case_id, seq, type, at, actor, data::text, hash from events
      where org_id = $1 and case_id = any((select $2::uuid[])::uuid[]) and type = $5
      order by at desc, seq desc limit 1)
    ) newest order by at, seq`,
    [tx.org, cases, wanted.types, wanted.dates, wanted.newestOf, limit],
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
