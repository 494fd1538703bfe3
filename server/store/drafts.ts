import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Whose draft it is, and on which case. */
export type DraftOf = { caseId: string; member: string }

export type DraftRow = {
  mode: 'private' | 'public' | 'note'
  body: string
  asks: boolean
  version: number
  saved_at: Temporal.Instant
}

/** What somebody has begun to write on a case. */
export async function readDraft(tx: OrgTx, { caseId, member }: DraftOf): Promise<DraftRow | undefined> {
  const rows = await tx.rows<DraftRow>(
    sql`select mode, body, asks, version, saved_at from drafts where org_id = $1 and case_id = $2 and member = $3`,
    [tx.org, caseId, member],
  )
  return rows[0]
}

export type NewDraft = Pick<DraftRow, 'mode' | 'body' | 'asks'> & { savedAt: string }

/**
 * Keeps a draft that was begun from a version, 0 for none. Answers its new version, or undefined when another device
 * has saved or sent it since.
 */
export async function saveDraft(
  tx: OrgTx,
  { caseId, member }: DraftOf,
  draft: NewDraft,
  from: number,
): Promise<number | undefined> {
  const values = [tx.org, caseId, member, draft.mode, draft.body, draft.asks, draft.savedAt]
  const rows =
    from === 0
      ? await tx.rows<{ version: number }>(
          sql`insert into drafts (org_id, case_id, member, mode, body, asks, saved_at)
          values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`,
          values,
        )
      : await tx.rows<{ version: number }>(
          sql`update drafts set mode = $4, body = $5, asks = $6, saved_at = $7, version = default
          where org_id = $1 and case_id = $2 and member = $3 and version = $8 returning version`,
          [...values, from],
        )
  return rows[0]?.version
}

/** Writes a draft over whatever stands there: for words that come back to whoever wrote them. */
export async function putDraft(tx: OrgTx, { caseId, member }: DraftOf, draft: NewDraft): Promise<void> {
  await tx.rows(
    sql`insert into drafts (org_id, case_id, member, mode, body, asks, saved_at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (org_id, case_id, member) do update set mode = excluded.mode, body = excluded.body,
      asks = excluded.asks, saved_at = excluded.saved_at, version = default`,
    [tx.org, caseId, member, draft.mode, draft.body, draft.asks, draft.savedAt],
  )
}

/** Forgets what was being written; its files stay until they are dropped. */
export async function dropDraft(tx: OrgTx, { caseId, member }: DraftOf): Promise<void> {
  await tx.rows(sql`delete from drafts where org_id = $1 and case_id = $2 and member = $3`, [
    tx.org,
    caseId,
    member,
  ])
}

/** Forgets what was being written where it was a note: it has been written. */
export async function dropNoteDraft(tx: OrgTx, { caseId, member }: DraftOf): Promise<void> {
  await tx.rows(
    sql`delete from drafts where org_id = $1 and case_id = $2 and member = $3 and mode = 'note'`,
    [tx.org, caseId, member],
  )
}
