import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** The connections by which mail can leave, or in whose name: the one for what nobody else claims first. */
export const connectionsThatSend = (tx: OrgTx) =>
  tx.rows<{ id: string; address: string | null; has_relay: boolean }>(
    sql`select id, address, has_relay from connections
    where org_id = $1 and channel = 'email' and ended_at is null
    order by is_default desc, has_relay desc, created_at, id limit 20`,
    [tx.org],
  )
