import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Where a telephone number without a country code is dialled, if anybody said so. */
export async function homeCountry(tx: OrgTx): Promise<string | null> {
  const rows = await tx.rows<{ country: string }>(sql`select country from home_country where org_id = $1`, [
    tx.org,
  ])
  return rows[0]?.country ?? null
}

/** Says where such a number is dialled. */
export async function saveHomeCountry(tx: OrgTx, country: string | null): Promise<void> {
  if (country === null) await tx.rows(sql`delete from home_country where org_id = $1`, [tx.org])
  else
    await tx.rows(
      sql`insert into home_country (org_id, country) values ($1, $2)
      on conflict (org_id) do update set country = excluded.country`,
      [tx.org, country],
    )
}
