import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Where others reach this desk, if anybody said so. */
export async function readPublicAddress(tx: OrgTx): Promise<string | null> {
  const rows = await tx.rows<{ address: string }>(sql`select address from public_address where org_id = $1`, [
    tx.org,
  ])
  return rows[0]?.address ?? null
}

/** Says where others reach it. */
export async function savePublicAddress(
  tx: OrgTx,
  { address, at, by }: { address: string | null; at: string; by: string },
): Promise<void> {
  if (address === null) await tx.rows(sql`delete from public_address where org_id = $1`, [tx.org])
  else
    await tx.rows(
      sql`insert into public_address (org_id, address, changed_at, changed_by) values ($1, $2, $3, $4)
      on conflict (org_id) do update
        set address = excluded.address, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
      [tx.org, address, at, by],
    )
}
