import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** How many items are quarantined; nobody counts beyond `most`. */
export const countQuarantined = async (tx: OrgTx, most: number): Promise<number> => {
  const rows = await tx.rows<{ count: number }>(
    sql`select count(*)::int as count from (
      select 1 from items where org_id = $1 and outcome = 'quarantined' limit $2
    ) counted`,
    [tx.org, most],
  )
  return rows[0]?.count ?? 0
}

/** The cases of the replies of which nobody knows whether they arrived, one for each reply, so many at most. */
export const casesInDoubt = (tx: OrgTx, most: number) =>
  tx.rows<{ case_id: string }>(
    sql`select case_id from work where org_id = $1 and state = 'in-doubt' limit $2`,
    [tx.org, most],
  )
