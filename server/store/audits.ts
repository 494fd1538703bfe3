import type { Glance } from '#domain/case/glance.ts'
import type { SavedCase } from '#domain/case/read-case.ts'
import type { OrgTx } from './database.ts'
import type { EventRow } from './events.ts'
import { sql } from './statement.ts'

export type Standing = {
  waiting: number
  ownerless: number
  clockless: number
  chain_broken: number
  in_doubt: number
  queued: number
  verified_to: Temporal.Instant | null
}

/** What is not as it should be, counted from indexes that are empty while all is well. */
export async function readStanding(tx: OrgTx): Promise<Standing> {
  const rows = await tx.rows<Standing>(
    sql`select
      (select count(*) from items where org_id = $1 and outcome is null)::int as waiting,
      (select count(*) from cases where org_id = $1 and state = 'open' and owner is null)::int as ownerless,
      (select count(*) from cases where org_id = $1 and state = 'open' and next_due_at is null)::int as clockless,
      (select count(*) from breaches where org_id = $1 and breach = 'chain-broken' and mended_at is null)::int as chain_broken,
      (select count(*) from work where org_id = $1 and state = 'in-doubt')::int as in_doubt,
      (select count(*) from work where org_id = $1 and state in ('queued', 'doing'))::int as queued,
      (select verified_to from audits where org_id = $1) as verified_to`,
    [tx.org],
  )
  const [row] = rows
  if (!row) throw new Error('A select without a from gives one row.')
  return row
}

/** Open cases without an owner or without a date: there should be none. */
export const strandedCases = (tx: OrgTx, limit: number) =>
  tx.rows<{ id: string; ownerless: boolean }>(
    sql`(select id, true as ownerless from cases where org_id = $1 and state = 'open' and owner is null limit $2)
    union all
    (select id, false from cases where org_id = $1 and state = 'open' and owner is not null and next_due_at is null limit $2)`,
    [tx.org, limit],
  )

export type AuditPlace = { verified_position: number; verified_head: number }

/** How far the rolling verification has come. */
export async function auditPlace(tx: OrgTx): Promise<AuditPlace> {
  const rows = await tx.rows<AuditPlace>(
    sql`select verified_position, verified_head from audits where org_id = $1 for update`,
    [tx.org],
  )
  return rows[0] ?? { verified_position: 0, verified_head: 0 }
}

/** Moves the rolling verification on, and never back: another process may be further. */
export async function saveAuditPlace(tx: OrgTx, position: number, to: string): Promise<void> {
  await tx.rows(
    sql`update audits set verified_position = $2, verified_to = $3 where org_id = $1 and verified_position < $2`,
    [tx.org, position, to],
  )
}

/** Everything that the row of a case says of it, to be held against its chain. */
export type RowForAudit = {
  fold: SavedCase
  head: Buffer
  state: string
  owner: string | null
  rung: string
  severity: number
  next_due_at: Temporal.Instant | string | null
  look_again_at: Temporal.Instant | string | null
  glance: Glance | null
}

/** The row of a case, locked. */
export async function readForAudit(tx: OrgTx, id: string): Promise<RowForAudit | undefined> {
  const rows = await tx.rows<RowForAudit>(
    sql`select fold, head, state, owner, rung, severity, next_due_at, look_again_at, glance from cases
    where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** An event of a case; with the first of them, the row of its case, its head in hex. */
export type SeenForAudit = EventRow & {
  id: string
  row: (Omit<RowForAudit, 'head'> & { head: string }) | null
}

/** Some cases and their chains as they are at one moment, and nothing locked: a row and its chain are always written together. */
export const seeForAudit = (tx: OrgTx, ids: readonly string[]) =>
  tx.last<SeenForAudit>(
    sql`select c.id, case when e.seq = 1 then json_build_object('fold', c.fold, 'head', encode(c.head, 'hex'), 'state', c.state,
      'owner', c.owner, 'rung', c.rung, 'severity', c.severity, 'next_due_at', c.next_due_at, 'look_again_at', c.look_again_at,
      'glance', c.glance) end as row, e.seq, e.type, e.at, e.actor, e.data::text as data, e.hash
    from cases c join events e on e.org_id = c.org_id and e.case_id = c.id
    where c.org_id = $1 and c.id = any($2::uuid[]) order by c.id, e.seq`,
    [tx.org, ids],
  )

/** Cases that nobody has changed for long, for the sweep beside the feed: the next ones after an id. */
export const casesAfter = (tx: OrgTx, after: string, limit: number) =>
  tx.rows<{ id: string }>(sql`select id from cases where org_id = $1 and id > $2 order by id limit $3`, [
    tx.org,
    after,
    limit,
  ])

/** Writes a breach down, unless it is known: a fold that differs again within the hour is one that mending does not mend. */
export async function saveBreach(
  tx: OrgTx,
  breach: { id: string; caseId: string; breach: string; at: string; mendedAt: string | null },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into breaches (org_id, id, case_id, breach, found_at, mended_at)
    select $1, $2, $3, $4, $5, $6
    where not exists (select 1 from breaches where org_id = $1 and case_id = $3 and breach = $4
      and (mended_at is null or $4 = 'fold-differs' and mended_at > $5::timestamptz - interval '1 hour'))
    returning id`,
    [tx.org, breach.id, breach.caseId, breach.breach, breach.at, breach.mendedAt],
  )
  return rows.length === 1
}

/** Writes a fold anew, as its chain tells it. */
export async function rewriteFold(
  tx: OrgTx,
  id: string,
  saved: {
    fold: string
    head: Buffer
    state: string
    owner: string
    rung: string
    severity: number
    nextDueAt: string | null
    lookAgainAt: string | null
    glance: string
  },
): Promise<void> {
  await tx.rows(
    sql`update cases set fold = $3, head = $4, state = $5, owner = $6, rung = $7, severity = $8, next_due_at = $9,
      look_again_at = $10, glance = $11 where org_id = $1 and id = $2`,
    [
      tx.org,
      id,
      saved.fold,
      saved.head,
      saved.state,
      saved.owner,
      saved.rung,
      saved.severity,
      saved.nextDueAt,
      saved.lookAgainAt,
      saved.glance,
    ],
  )
}

export type ChainHead = {
  n: number
  from_position: number
  to_position: number
  digest: Buffer
  hash: Buffer
  at: Temporal.Instant
}

/** The newest hourly head of the organisation's chain of chains. */
export async function newestHead(tx: OrgTx): Promise<ChainHead | undefined> {
  const rows = await tx.rows<ChainHead>(
    sql`select n, from_position, to_position, digest, hash, at from chain_heads where org_id = $1 order by n desc limit 1`,
    [tx.org],
  )
  return rows[0]
}

/** Some heads after one, in order. */
export const headsAfter = (tx: OrgTx, n: number, limit: number) =>
  tx.rows<ChainHead>(
    sql`select n, from_position, to_position, digest, hash, at from chain_heads where org_id = $1 and n > $2 order by n limit $3`,
    [tx.org, n, limit],
  )

/**
 * The heads, at a stretch of the feed's end, of the chains that grew in it, digested in order of their cases.
 * A cut tail gives another digest, and so does a case that is gone, with its chain or without.
 */
export async function digestHeads(tx: OrgTx, from: number, to: number): Promise<Buffer> {
  const rows = await tx.rows<{ digest: Buffer }>(
    sql`select sha256(coalesce(string_agg(convert_to(f.case_id::text || ' ' || f.last_seq, 'UTF8') || coalesce(case when c.id is not null then e.hash end, ''::bytea),
      convert_to(chr(10), 'UTF8') order by f.case_id), ''::bytea)) as digest
    from (select case_id, max(last_seq) as last_seq from feed where org_id = $1 and position > $2 and position <= $3 group by case_id) f
    left join events e on e.org_id = $1 and e.case_id = f.case_id and e.seq = f.last_seq
    left join cases c on c.org_id = $1 and c.id = f.case_id`,
    [tx.org, from, to],
  )
  return rows[0]?.digest ?? Buffer.alloc(0)
}

/** Adds a head to the organisation's chain of chains. */
export async function saveHead(tx: OrgTx, head: Omit<ChainHead, 'at'> & { at: string }): Promise<void> {
  await tx.rows(
    sql`insert into chain_heads (org_id, n, from_position, to_position, at, digest, hash) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.org, head.n, head.from_position, head.to_position, head.at, head.digest, head.hash],
  )
}

/** Moves on the place up to which the heads are verified. */
export async function saveVerifiedHead(tx: OrgTx, n: number): Promise<void> {
  await tx.rows(sql`update audits set verified_head = $2 where org_id = $1`, [tx.org, n])
}
