import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** A reply that waits for somebody's name. */
export type SigningRow = {
  id: string
  case_id: string
  signer: string
  wrote: string
  edited: string[]
  is_public: boolean
  asks: boolean
  body: string
  salt: Buffer
  version: number
  approved_version: number | null
  asked_at: Temporal.Instant
}

type NewSigning = Pick<
  SigningRow,
  'id' | 'case_id' | 'signer' | 'wrote' | 'is_public' | 'asks' | 'body' | 'salt'
>

/** Keeps a reply until its signer has approved it. */
export async function saveSigning(tx: OrgTx, signing: NewSigning & { at: string }): Promise<void> {
  await tx.rows(
    sql`insert into signings (org_id, id, case_id, signer, wrote, is_public, asks, body, salt, asked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.org,
      signing.id,
      signing.case_id,
      signing.signer,
      signing.wrote,
      signing.is_public,
      signing.asks,
      signing.body,
      signing.salt,
      signing.at,
    ],
  )
}

/** A reply that waits, held until the transaction ends. */
export async function holdSigning(tx: OrgTx, id: string): Promise<SigningRow | undefined> {
  const rows = await tx.rows<SigningRow>(
    sql`select id, case_id, signer, wrote, edited, is_public, asks, body, salt, version, approved_version, asked_at
    from signings where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** On which case a reply waits. */
export async function caseOfSigning(tx: OrgTx, id: string): Promise<string | undefined> {
  const rows = await tx.rows<{ case_id: string }>(
    sql`select case_id from signings where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.case_id
}

/** The replies that wait on some cases, the oldest first. */
export const signingsOf = (tx: OrgTx, caseIds: readonly string[]) =>
  tx.rows<SigningRow>(
    sql`select id, case_id, signer, wrote, edited, is_public, asks, body, salt, version, approved_version, asked_at
    from signings where org_id = $1 and case_id = any($2::uuid[]) order by asked_at, id limit 20`,
    [tx.org, caseIds],
  )

/** Keeps a reply that waits as it is now: its words, who changed them, and which version was approved. */
export async function changeSigning(
  tx: OrgTx,
  { id, body, salt, edited, version, approved_version }: SigningRow,
): Promise<void> {
  await tx.rows(
    sql`update signings set body = $3, salt = $4, edited = $5, version = $6, approved_version = $7
    where org_id = $1 and id = $2`,
    [tx.org, id, body, salt, edited, version, approved_version],
  )
}

/** It waits no more, and its words are gone from here. */
export async function dropSigning(tx: OrgTx, id: string): Promise<void> {
  await tx.rows(sql`delete from signings where org_id = $1 and id = $2`, [tx.org, id])
}
