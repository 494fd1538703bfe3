import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** A telephone account, and whose it is. */
export type KnownNumber = { person_id: string; address_key: string; kind: string; address: string }

/** The telephone accounts whose number ends in these digits. */
export const numbersEnding = (tx: OrgTx, ending: string, limit: number) =>
  tx.rows<KnownNumber>(sql`select person_id, address_key, kind, address from numbers_ending($1, $2)`, [
    ending,
    limit,
  ])

/** The newest cases of some people. */
export const casesOfPeople = (tx: OrgTx, people: readonly string[], limit: number) =>
  tx.rows<{ id: string }>(
    sql`select id from cases where org_id = $1 and person_id = any($2::uuid[]) order by opened_at desc limit $3`,
    [tx.org, people, limit],
  )

/** The case of this number. */
export async function caseOfNumber(tx: OrgTx, number: number): Promise<string | undefined> {
  const rows = await tx.rows<{ id: string }>(sql`select id from cases where org_id = $1 and number = $2`, [
    tx.org,
    number,
  ])
  return rows[0]?.id
}
