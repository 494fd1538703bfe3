import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type TakeOverRow = {
  id: string
  version: number
  asked_by: string
  asked_at: Temporal.Instant
  taken: number
  after_case: string | null
  finished_at: Temporal.Instant | null
}

/** Asks that a version takes the open cases over; false where another such batch is under way. */
export async function saveTakeOver(
  tx: OrgTx,
  made: { id: string; version: number; by: string; because: string; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into policy_take_overs (org_id, id, version, asked_by, because, asked_at) values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing returning id`,
    [tx.org, made.id, made.version, made.by, made.because, made.at],
  )
  return rows.length === 1
}

/** The batches that are under way, of every organisation; as the worker. */
export const takeOversGoing = (tx: Tx) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from policy_take_overs where finished_at is null order by org_id limit 100`,
  )

/** One batch. */
export async function takeOverOf(tx: OrgTx, id: string): Promise<TakeOverRow | undefined> {
  const rows = await tx.rows<TakeOverRow>(
    sql`select id, version, asked_by, asked_at, taken, after_case, finished_at from policy_take_overs
    where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** The newest batch of a version. */
export async function newestTakeOver(tx: OrgTx, version: number): Promise<TakeOverRow | undefined> {
  const rows = await tx.rows<TakeOverRow>(
    sql`select id, version, asked_by, asked_at, taken, after_case, finished_at from policy_take_overs
    where org_id = $1 and version = $2 order by asked_at desc limit 1`,
    [tx.org, version],
  )
  return rows[0]
}

/** Open cases that another version judges, after one in the order of their ids. */
export const casesToTakeOver = (tx: OrgTx, version: number, after: string | null, limit: number) =>
  tx.rows<{ id: string }>(
    sql`select id from cases where org_id = $1 and state = 'open' and policy <> $2 and ($3::uuid is null or id > $3)
    order by id limit $4`,
    [tx.org, version, after, limit],
  )

/** How many open cases another version still judges, up to 1,000. */
export async function leftToTakeOver(tx: OrgTx, version: number): Promise<number> {
  const rows = await tx.rows<{ n: number }>(
    sql`select count(*)::int as n from (
      select 1 from cases where org_id = $1 and state = 'open' and policy <> $2 limit 1000
    ) others`,
    [tx.org, version],
  )
  return rows[0]?.n ?? 0
}

/** By which versions but one open cases are judged, the newest first, and how many each. */
export const openByVersion = (tx: OrgTx, but: number) =>
  tx.rows<{ version: number; open: number }>(
    sql`select policy as version, count(*)::int as open from cases
    where org_id = $1 and state = 'open' and policy <> $2 group by policy order by policy desc limit 100`,
    [tx.org, but],
  )

/** Writes down that a batch took a case over: in the transaction that did. */
export async function countTaken(tx: OrgTx, id: string): Promise<void> {
  await tx.rows(sql`update policy_take_overs set taken = taken + 1 where org_id = $1 and id = $2`, [
    tx.org,
    id,
  ])
}

/** Writes down how far a batch has come. It never goes back, whichever process was slower. */
export async function noteProgress(tx: OrgTx, id: string, after: string): Promise<void> {
  await tx.rows(
    sql`update policy_take_overs set after_case = greatest(after_case, $3::uuid) where org_id = $1 and id = $2`,
    [tx.org, id, after],
  )
}

/** Ends a batch that has nothing left to do: true for whoever does it first. */
export async function finishTakeOver(tx: OrgTx, id: string, at: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update policy_take_overs set finished_at = $3 where org_id = $1 and id = $2 and finished_at is null returning id`,
    [tx.org, id, at],
  )
  return rows.length === 1
}
