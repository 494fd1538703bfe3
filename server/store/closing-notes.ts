import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** What the customer last said in some cases, as far as it lies open: by it their language is told. */
export async function newestWords(tx: OrgTx, cases: readonly string[]): Promise<string> {
  const rows = await tx.rows<{ body: string }>(
    sql`select left(w.body, 2000) as body from messages m
    join message_words w on w.org_id = m.org_id and w.message_id = m.id
    where m.org_id = $1 and m.case_id = any($2::uuid[]) and m.direction = 'in' and w.body <> ''
    order by m.at desc, m.id desc limit 1`,
    [tx.org, cases],
  )
  return rows[0]?.body ?? ''
}

/** Whether we have said something in public on some cases since then, and not taken it back, but for asking somebody into a room. */
export async function wasToldInPublic(tx: OrgTx, cases: readonly string[], since: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from messages m
    where m.org_id = $1 and m.case_id = any($2::uuid[]) and m.direction = 'out' and m.is_public and m.at >= $3
      and not exists (select 1 from room_links l where l.org_id = m.org_id and l.message_id = m.id)
      and not exists (select 1 from work w where w.org_id = m.org_id and w.message_id = m.id and w.state = 'withdrawn')
    limit 1`,
    [tx.org, cases, since],
  )
  return rows.length > 0
}
