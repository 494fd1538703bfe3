import type { Tx } from './database.ts'
import { sql } from './statement.ts'

export type AttemptsRow = { key: Buffer; failures: number; newest_at: Temporal.Instant }

/** The counts of failed tries under these keys, held until the transaction ends; as the worker. */
export const holdAttempts = (tx: Tx, keys: readonly Buffer[]) =>
  tx.rows<AttemptsRow>(sql`select key, failures, newest_at from hold_attempts($1::bytea[])`, [keys])

/** Writes the counts anew; none is kept of what has not failed. As the worker, with the counts held. */
export async function writeAttempts(
  tx: Tx,
  counts: readonly { key: Buffer; failures: number }[],
  at: string,
): Promise<void> {
  await tx.rows(sql`select write_attempts($1::bytea[], $2::int[], $3)`, [
    counts.map(({ key }) => key),
    counts.map(({ failures }) => failures),
    at,
  ])
}
