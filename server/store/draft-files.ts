import type { OrgTx } from './database.ts'
import type { DraftOf } from './drafts.ts'
import { sql } from './statement.ts'

export type DraftFileRow = { id: string; name: string; type: string; size: number }

/** The files of a draft, as they were added. */
export const draftFiles = (tx: OrgTx, { caseId, member }: DraftOf) =>
  tx.rows<DraftFileRow>(
    sql`select id, name, type, size from draft_files where org_id = $1 and case_id = $2 and member = $3
    order by place limit 100`,
    [tx.org, caseId, member],
  )

/** Adds a file to a draft. */
export async function saveDraftFile(
  tx: OrgTx,
  { caseId, member }: DraftOf,
  file: DraftFileRow & { bytes: Uint8Array },
): Promise<void> {
  await tx.rows(
    sql`insert into draft_files (org_id, id, case_id, member, name, type, size, bytes)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.org, file.id, caseId, member, file.name, file.type, file.size, file.bytes],
  )
}

/** A file of a draft, for whoever writes it. */
export async function readDraftFile(tx: OrgTx, { caseId, member }: DraftOf, id: string) {
  const rows = await tx.rows<{ name: string; bytes: Buffer }>(
    sql`select name, bytes from draft_files where org_id = $1 and case_id = $2 and member = $3 and id = $4`,
    [tx.org, caseId, member, id],
  )
  return rows[0]
}

/** Takes a file off a draft. Answers whether it was there. */
export async function dropDraftFile(tx: OrgTx, { caseId, member }: DraftOf, id: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`delete from draft_files where org_id = $1 and case_id = $2 and member = $3 and id = $4 returning id`,
    [tx.org, caseId, member, id],
  )
  return rows.length === 1
}

/** Takes all files off a draft. */
export async function dropDraftFiles(tx: OrgTx, { caseId, member }: DraftOf): Promise<void> {
  await tx.rows(sql`delete from draft_files where org_id = $1 and case_id = $2 and member = $3`, [
    tx.org,
    caseId,
    member,
  ])
}

/** Makes files of a draft the attachments of a message, in the order in which they are named. Answers how many it found. */
export async function attachDraftFiles(
  tx: OrgTx,
  { caseId, member }: DraftOf,
  messageId: string,
  ids: readonly string[],
): Promise<number> {
  const rows = await tx.rows(
    sql`insert into attachments (org_id, message_id, part, name, type, size, bytes)
    select org_id, $4, row_number() over (order by array_position($5::uuid[], id)) - 1, name, type, size, bytes
    from draft_files where org_id = $1 and case_id = $2 and member = $3 and id = any($5::uuid[])
    returning part`,
    [tx.org, caseId, member, messageId, ids],
  )
  return rows.length
}

/** Moves the attachments of a message that was never sent back to a draft. The ids are those that they get there. */
export async function detachToDraft(
  tx: OrgTx,
  { caseId, member }: DraftOf,
  messageId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.rows(
    sql`with moved as (
      delete from attachments where org_id = $1 and message_id = $4 returning part, name, type, size, bytes
    ), numbered as (
      select *, row_number() over (order by part) as n from moved
    )
    insert into draft_files (org_id, id, case_id, member, name, type, size, bytes)
    select $1, ($5::uuid[])[n], $2, $3, name, type, size, bytes from numbered order by n`,
    [tx.org, caseId, member, messageId, ids],
  )
}
