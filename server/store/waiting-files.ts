import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type WaitingFileRow = { id: string; name: string; type: string; size: number; bytes: Buffer }

/** Keeps a file until the words come that it goes with. */
export async function saveWaitingFile(
  tx: OrgTx,
  holder: string,
  file: { id: string; name: string; type: string; bytes: Uint8Array },
  at: string,
): Promise<void> {
  await tx.rows(
    sql`insert into waiting_files (org_id, id, holder, name, type, size, bytes, added_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.org, file.id, holder, file.name, file.type, file.bytes.byteLength, file.bytes, at],
  )
}

/** Takes away what has waited for too long: a colleague's since one moment, a form's since another. */
export async function dropOldFiles(tx: OrgTx, before: { members: string; forms: string }): Promise<void> {
  await tx.rows(
    sql`delete from waiting_files
    where org_id = $1 and added_at < case when starts_with(holder, 'form:') then $3::timestamptz else $2::timestamptz end`,
    [tx.org, before.members, before.forms],
  )
}

/** The file of this name and content that somebody has waiting already. */
export async function sameWaitingFile(
  tx: OrgTx,
  holder: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<Omit<WaitingFileRow, 'bytes'> | undefined> {
  const rows = await tx.rows<Omit<WaitingFileRow, 'bytes'>>(
    sql`select id, name, type, size from waiting_files
    where org_id = $1 and holder = $2 and name = $3 and size = $4 and bytes = $5 limit 1`,
    [tx.org, holder, name, bytes.byteLength, bytes],
  )
  return rows[0]
}

/** How many files somebody has waiting, and how large they are together. */
export async function waitingSize(tx: OrgTx, holder: string): Promise<{ files: number; size: number }> {
  const rows = await tx.rows<{ files: number; size: number }>(
    sql`select count(*) as files, coalesce(sum(size), 0)::bigint as size from waiting_files where org_id = $1 and holder = $2`,
    [tx.org, holder],
  )
  return rows[0] ?? { files: 0, size: 0 }
}

/** The files that somebody has waiting, as they were added. */
export const waitingFiles = (tx: OrgTx, holder: string) =>
  tx.rows<WaitingFileRow>(
    sql`select id, name, type, size, bytes from waiting_files where org_id = $1 and holder = $2 order by added_at, id`,
    [tx.org, holder],
  )

/** Takes files away that need not wait any more; answers how many there were. */
export async function dropWaitingFiles(tx: OrgTx, holder: string, ids: readonly string[]): Promise<number> {
  const rows = await tx.rows(
    sql`delete from waiting_files where org_id = $1 and holder = $2 and id = any($3::uuid[]) returning id`,
    [tx.org, holder, ids],
  )
  return rows.length
}
