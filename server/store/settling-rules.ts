import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Where customers can go who do not accept a no, as the organisation says it to everybody; empty where it has said nothing. */
export async function readElsewhere(tx: OrgTx): Promise<string> {
  const rows = await tx.rows<{ elsewhere: string }>(
    sql`select elsewhere from settling_rules where org_id = $1`,
    [tx.org],
  )
  return rows[0]?.elsewhere ?? ''
}

/** Keeps what the organisation says to everybody who is told no. */
export async function saveElsewhere(
  tx: OrgTx,
  { elsewhere, at, by }: { elsewhere: string; at: string; by: string },
): Promise<void> {
  await tx.rows(
    sql`insert into settling_rules (org_id, elsewhere, saved_at, saved_by) values ($1, $2, $3, $4)
    on conflict (org_id) do update set elsewhere = excluded.elsewhere, saved_at = excluded.saved_at,
      saved_by = excluded.saved_by`,
    [tx.org, elsewhere, at, by],
  )
}
