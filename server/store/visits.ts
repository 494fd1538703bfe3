import type { Tx } from './database.ts'
import { sql } from './statement.ts'

/** Counts somebody in, and answers how often they have come within this hour; asked as the worker. */
export async function countVisit(tx: Tx, key: Buffer, at: Temporal.Instant): Promise<number> {
  const rows = await tx.rows<{ visits: number }>(sql`select count_visit($1, $2) as visits`, [
    key,
    at.toString(),
  ])
  return rows[0]?.visits ?? 0
}
