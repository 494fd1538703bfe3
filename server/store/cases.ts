import type { SavedCase } from '#domain/case/read-case.ts'
import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'
import type { WorkKind } from './work.ts'

export type CaseRow = { fold: SavedCase; head: Buffer }

/** Locks a case until the transaction ends, and reads its fold and the head of its chain. */
export async function lockCase(tx: OrgTx, id: string): Promise<CaseRow | undefined> {
  const rows = await tx.rows<CaseRow>(
    sql`select fold, head from cases where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** Locks a case that nobody holds; undefined where somebody does. */
export async function lockFreeCase(tx: OrgTx, id: string): Promise<CaseRow | undefined> {
  const rows = await tx.rows<CaseRow>(
    sql`select fold, head from cases where org_id = $1 and id = $2 for update skip locked`,
    [tx.org, id],
  )
  return rows[0]
}

/** Locks a case, or the one that has taken it over by now: only that one, however long the row of takings is. */
export async function lockTaker(tx: OrgTx, id: string): Promise<(CaseRow & { id: string }) | undefined> {
  const [untaken] = await tx.rowsOf<CaseRow & { id: string }>(
    id,
    sql`select id, fold, head from cases where org_id = $1 and id = $2 and state <> 'merged' for update`,
    [tx.org, id],
  )
  if (untaken) return untaken
  const rows = await tx.rows<CaseRow & { id: string }>(
    sql`with recursive taken (id, taker) as (
      select id, fold->>'mergedInto' from cases where org_id = $1 and id = $2
      union all
      select c.id, c.fold->>'mergedInto' from taken t join cases c on c.org_id = $1 and c.id = t.taker::uuid
    )
    select id, fold, head from cases where org_id = $1 and id = (select id from taken where taker is null) for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** Reads a case without a lock, for showing. */
export async function readCaseRow(tx: OrgTx, id: string): Promise<CaseRow | undefined> {
  const rows = await tx.rows<CaseRow>(sql`select fold, head from cases where org_id = $1 and id = $2`, [
    tx.org,
    id,
  ])
  return rows[0]
}

/** Reads what some cases are, without a lock. */
export const readFolds = (tx: OrgTx, ids: readonly string[]) =>
  tx.rows<{ id: string; fold: CaseRow['fold'] }>(
    sql`select id, fold from cases where org_id = $1 and id = any($2::uuid[])`,
    [tx.org, ids],
  )

/** Every case that these have taken over, and these themselves, however long the row of takings is. */
export async function withTaken(tx: OrgTx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`with recursive taken (id) as (
      select unnest($2::uuid[])
      union
      select (jsonb_array_elements_text(c.fold->'tookOver'))::uuid
      from taken t join cases c on c.org_id = $1 and c.id = t.id
    )
    select id from taken`,
    [tx.org, ids],
  )
  return rows.map(({ id }) => id)
}

/** The numbers of some cases, in their order. */
export async function numbersOf(
  tx: OrgTx,
  ids: readonly string[],
): Promise<{ id: string; number: number }[]> {
  if (ids.length === 0) return []
  return tx.rows<{ id: string; number: number }>(
    sql`select id, number from cases where org_id = $1 and id = any($2::uuid[]) order by array_position($2::uuid[], id)`,
    [tx.org, ids],
  )
}

export type NewEvent = { seq: number; type: string; at: string; actor: string; data: unknown; hash: string }

export type NewWork = { id: string; kind: WorkKind; key: string; message: string; due: string }

/** What a change adds to the organisation's counters. */
export type Adds = Partial<
  Record<'items' | 'opened' | 'joined' | 'set_aside' | 'quarantined' | 'cases' | 'open' | 'sent', number>
>

export type CaseSave = {
  id: string
  /** The whole fold as JSON text, and of it what lists and clocks ask for. */
  fold: string
  columns: {
    number: number
    state: string
    stage: string
    channel: string
    person: string | null
    owner: string
    rung: string
    severity: number
    policy: number
    nextDueAt: string | null
    lookAgainAt: string | null
    openedAt: string
    /** What lists say of it, as JSON text. */
    glance: string
  }
  head: Buffer
  /** What policy could know from now on, as JSON text; null where it asks the same as before. */
  asked: string | null
  events: NewEvent[]
  work: NewWork[]
  adds: Adds
}

/**
 * Writes what happened to a case in one statement: its events, the fold, work to be done outside,
 * and the change that the sequencer will give a position.
 */
export function saveCase(tx: OrgTx, { fold, columns, events, ...save }: CaseSave): void {
  const { glance, ...told } = columns
  const row = {
    ...told,
    ...save,
    head: save.head.toString('hex'),
    firstSeq: events[0]?.seq ?? 0,
    lastSeq: events.at(-1)?.seq ?? 0,
    at: events.at(-1)?.at ?? null,
    events,
  }
  // What is JSON text already is not written anew.
  tx.addRow(savingCases, `${JSON.stringify(row).slice(0, -1)},"fold":${fold},"glance":${glance}}`)
}

const savingCases = sql`with saved as materialized (
  select * from json_to_recordset($2::json) as s (id uuid, number bigint, state text, stage text, channel text, person uuid,
    owner text, rung text, severity int, policy int, "nextDueAt" timestamptz, "lookAgainAt" timestamptz,
    "openedAt" timestamptz, glance json, fold jsonb, head text, asked text, "firstSeq" int, "lastSeq" int, at timestamptz,
    events json, work json, adds jsonb)
), added as (
  insert into events (org_id, case_id, seq, type, at, actor, data, hash)
  select $1, s.id, e.seq, e.type, e.at, e.actor, e.data, decode(e.hash, 'hex') from saved s
  cross join lateral json_to_recordset(s.events) as e (seq int, type text, at timestamptz, actor text, data json, hash text)
), queued as (
  insert into work (org_id, id, kind, key, case_id, message_id, state, due_at)
  select $1, w.id, w.kind, w.key, s.id, w.message, 'queued', w.due from saved s
  cross join lateral json_to_recordset(s.work) as w (id uuid, kind text, key text, message uuid, due timestamptz)
), asked as (
  insert into asked_facts (org_id, case_id, seq, at, policy, facts)
  select $1, id, "lastSeq", at, policy, asked from saved where asked is not null
), announced as (
  insert into changes (org_id, case_id, first_seq, last_seq, adds) select $1, id, "firstSeq", "lastSeq", adds from saved
)
insert into cases (org_id, id, number, state, stage, channel, person_id, owner, rung, severity, policy, next_due_at,
  look_again_at, opened_at, fold, head, glance, team)
select $1, s.id, s.number, s.state, s.stage, s.channel, s.person, s.owner, s.rung, s.severity, s.policy, s."nextDueAt",
  s."lookAgainAt", s."openedAt", s.fold, decode(s.head, 'hex'), s.glance,
  -- A case is of the team by whose connection it came in.
  case when s."firstSeq" = 1 then (
    select c.team from connections c where c.org_id = $1 and c.id = (s.fold->>'connection')::uuid
  ) end
from saved s
on conflict (org_id, id) do update set
  state = excluded.state, stage = excluded.stage, channel = excluded.channel, person_id = excluded.person_id,
  owner = excluded.owner, rung = excluded.rung, severity = excluded.severity, policy = excluded.policy,
  next_due_at = excluded.next_due_at, look_again_at = excluded.look_again_at, fold = excluded.fold,
  head = excluded.head, glance = excluded.glance,
  -- Whatever happens to a case may bring new words into it.
  words_erased_at = null`

/** Announces a change that belongs to no case: an item that was set aside or quarantined. */
export async function countItem(tx: OrgTx, adds: Adds): Promise<void> {
  await tx.rows(
    sql`insert into changes (org_id, case_id, first_seq, last_seq, adds) values ($1, null, 0, 0, $2)`,
    [tx.org, JSON.stringify(adds)],
  )
}

/** Takes the next `count` case numbers out of an organisation's counter; as the worker. Unused ones leave gaps. */
export async function takeNumbers(tx: Tx, org: string, count: number): Promise<number> {
  const rows = await tx.rows<{ first: number }>(
    sql`update counters set next_number = next_number + $2 where org_id = $1 returning next_number - $2 as first`,
    [org, count],
  )
  const [taken] = rows
  if (!taken) throw new Error('This organisation has no counters.')
  return taken.first
}

/** Takes back numbers that nobody was given, unless others have been taken since. */
export async function giveNumbersBack(
  tx: Tx,
  org: string,
  { next, end }: { next: number; end: number },
): Promise<void> {
  await tx.rows(sql`update counters set next_number = $2 where org_id = $1 and next_number = $3`, [
    org,
    next,
    end,
  ])
}

/** Cases whose clock has to look at them by now, of every organisation, the longest waiting first. */
export const casesToLookAt = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.last<{ org_id: string; id: string }>(
    // What is open comes first: that a closed case has stayed settled can be written down a moment later.
    sql`(select org_id, id from cases where state = 'open' and look_again_at <= $1
      and org_id not in (select id from organisations where is_loading)
    order by look_again_at limit $2)
    union all
    (select org_id, id from cases where state = 'closed' and look_again_at is not null and look_again_at <= $1
      and org_id not in (select id from organisations where is_loading)
    order by look_again_at limit $2)
    limit $2`,
    [now.toString(), limit],
  )

/** Of one organisation, the case that the clock has to look at first, if it has to by then. */
export async function nextToLookAt(
  tx: OrgTx,
  until: Temporal.Instant,
): Promise<{ id: string; look_again_at: Temporal.Instant } | undefined> {
  const rows = await tx.rows<{ id: string; look_again_at: Temporal.Instant }>(
    sql`select id, look_again_at from cases where org_id = $1 and state = 'open' and look_again_at <= $2
    order by look_again_at limit 1`,
    [tx.org, until.toString()],
  )
  return rows[0]
}

/** When the clock has to look at a case next, of every organisation. */
export async function nextLook(tx: Tx): Promise<Temporal.Instant | null> {
  const rows = await tx.last<{ look_again_at: Temporal.Instant | null }>(
    sql`select least(
      (select look_again_at from cases where state = 'open' and look_again_at is not null
        and org_id not in (select id from organisations where is_loading) order by look_again_at limit 1),
      (select look_again_at from cases where state = 'closed' and look_again_at is not null
        and org_id not in (select id from organisations where is_loading) order by look_again_at limit 1)
    ) as look_again_at`,
  )
  return rows[0]?.look_again_at ?? null
}
