import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type WaitingFileRow = { id: string; name: string; type: string; size: number; bytes: Buffer }

/** Keeps a file until the words come that it goes with. What nobody asked for in a day is gone. */
export async function saveWaitingFile(
  tx: OrgTx,
  holder: string,
  file: { id: string; name: string; type: string; bytes: Uint8Array },
  { at, dropBefore }: { at: string; dropBefore: string },
): Promise<void> {
  await tx.rows(
    sql`with old as (
      delete from waiting_files where org_id = $1 and added_at < $8
    )
    insert into waiting_files (org_id, id, holder, name, type, size, bytes, added_at)
    values ($1, $2, $3, $4, $5, $6, $7, $9)`,
    [tx.org, file.id, holder, file.name, file.type, file.bytes.byteLength, file.bytes, dropBefore, at],
  )
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
