import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** The messages of customers on some cases that have files. */
export const messagesWithFiles = (tx: OrgTx, caseIds: readonly string[]) =>
  tx.rows<{ id: string }>(
    sql`select m.id from messages m
    where m.org_id = $1 and m.case_id = any($2::uuid[]) and m.direction = 'in'
      and exists (select 1 from attachments f where f.org_id = m.org_id and f.message_id = m.id)
    order by m.at, m.id limit 1000`,
    [tx.org, caseIds],
  )
