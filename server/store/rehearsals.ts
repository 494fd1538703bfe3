import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type RehearsalRow = {
  id: string
  version: number | null
  against: number
  asked: unknown
  asked_by: string
  asked_at: Temporal.Instant
  state: 'waiting' | 'going' | 'done' | 'failed'
  progress: number
  because: string | null
}

/** Asks for a rehearsal. */
export async function saveRehearsal(
  tx: OrgTx,
  made: {
    id: string
    version: number | null
    written: string
    against: number
    asked: unknown
    by: string
    at: string
  },
): Promise<void> {
  await tx.rows(
    sql`insert into rehearsals (org_id, id, version, written, against, asked, asked_by, asked_at, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')`,
    [tx.org, made.id, made.version, made.written, made.against, JSON.stringify(made.asked), made.by, made.at],
  )
}

/** Rehearsals that wait, or whose process has said nothing for so long that it must have died; the oldest first. */
export const rehearsalsWaiting = (tx: Tx, silentSince: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from rehearsals
    where state = 'waiting' or (state = 'going' and beat_at < $1) order by asked_at limit $2`,
    [silentSince.toString(), limit],
  )

/** Takes a rehearsal up, unless another process has: what is to be done, or nothing. */
export async function takeUpRehearsal(
  tx: OrgTx,
  id: string,
  now: string,
  silentSince: Temporal.Instant,
): Promise<(RehearsalRow & { written: string }) | undefined> {
  const rows = await tx.rows<RehearsalRow & { written: string }>(
    sql`update rehearsals set state = 'going', beat_at = $3, progress = 0
    where org_id = $1 and id = $2 and (state = 'waiting' or (state = 'going' and beat_at < $4))
    returning id, version, written, against, asked, asked_by, asked_at, state, progress, because`,
    [tx.org, id, now, silentSince.toString()],
  )
  return rows[0]
}

/** Writes down how far a rehearsal is, and that whoever does it lives. */
export async function noteRehearsed(tx: OrgTx, id: string, progress: number, now: string): Promise<void> {
  await tx.rows(sql`update rehearsals set progress = $3, beat_at = $4 where org_id = $1 and id = $2`, [
    tx.org,
    id,
    progress,
    now,
  ])
}

/** Writes down what came out of a rehearsal, or why nothing did. */
export async function endRehearsal(
  tx: OrgTx,
  id: string,
  end: { result: unknown } | { because: string },
): Promise<void> {
  const isDone = 'result' in end
  await tx.rows(
    sql`update rehearsals set state = $3, progress = 1, result = $4, because = $5 where org_id = $1 and id = $2`,
    [
      tx.org,
      id,
      isDone ? 'done' : 'failed',
      isDone ? JSON.stringify(end.result) : null,
      isDone ? null : end.because,
    ],
  )
}

/** One rehearsal with what came out of it. */
export async function rehearsalOf(
  tx: OrgTx,
  id: string,
): Promise<(RehearsalRow & { result: unknown }) | undefined> {
  const rows = await tx.rows<RehearsalRow & { result: unknown }>(
    sql`select id, version, against, asked, asked_by, asked_at, state, progress, because, result from rehearsals
    where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** The newest rehearsals, of one version where it is said. */
export const newestRehearsals = (tx: OrgTx, version: number | null, limit: number) =>
  tx.rows<RehearsalRow>(
    sql`select id, version, against, asked, asked_by, asked_at, state, progress, because from rehearsals
    where org_id = $1 and ($2::int is null or version = $2) order by asked_at desc, id limit $3`,
    [tx.org, version, limit],
  )
