import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** The answer that this command got before, if its key was used. */
export async function answerOf(tx: OrgTx, key: string) {
  const rows = await tx.rows<{ digest: Buffer; answer: unknown }>(
    sql`select digest, answer from commands where org_id = $1 and key = $2`,
    [tx.org, key],
  )
  return rows[0]
}

/** Remembers what a command was answered. */
export async function rememberAnswer(
  tx: OrgTx,
  command: { key: string; digest: Buffer; answer: unknown; at: string },
): Promise<void> {
  await tx.rows(sql`insert into commands (org_id, key, digest, answer, at) values ($1, $2, $3, $4, $5)`, [
    tx.org,
    command.key,
    command.digest,
    JSON.stringify(command.answer),
    command.at,
  ])
}
