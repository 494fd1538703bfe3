import type { OrgTx } from './database.ts'
import { isUuid } from './is-uuid.ts'
import { sql } from './statement.ts'

/** By which ways these messages came; what else is named among them, such as a deadline, is left out. */
export const channelsOfMessages = (tx: OrgTx, ids: readonly string[]) =>
  tx.rows<{ id: string; channel: string }>(
    sql`select id, channel from messages where org_id = $1 and id = any((select $2::uuid[])::uuid[])`,
    [tx.org, ids.filter(isUuid)],
  )
