import type { CallState } from '#domain/call/call.ts'
import { isShared } from '#domain/people/sharing.ts'
import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

/** What is said when a call of somebody changes: the organisation, and the colleague's handle. */
export const callsChannel = 'evenhand_calls'

export type LegRow = {
  id: string
  extension: string
  member: string | null
  state: CallState
  rang_at: Temporal.Instant
  answered_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
  item_id: string | null
  caller: string | null
  caller_name: string | null
}

/** A call at all its extensions, held until the transaction ends. */
export const holdLegs = (tx: OrgTx, connection: string, sourceKey: string) =>
  tx.rows<LegRow>(
    sql`select id, extension, member, state, rang_at, answered_at, ended_at, item_id, caller, caller_name from calls
    where org_id = $1 and connection_id = $2 and source_key = $3 order by extension limit 200 for update`,
    [tx.org, connection, sourceKey],
  )

export type SavedLeg = {
  id: string
  connection: string
  sourceKey: string
  extension: string
  member: string | null
  caller: string | null
  callerName: string | null
  callerKey: string | null
  state: CallState
  rangAt: string
  answeredAt: string | null
  endedAt: string | null
}

/**
 * Writes down how a call at an extension stands, and tells whoever's extension it is, in every process. A name that came
 * without a number is kept as long as the call lasts: nobody is called back by it.
 */
export async function saveLeg(tx: OrgTx, leg: SavedLeg): Promise<void> {
  await tx.rows(
    sql`with saved as (
      insert into calls (org_id, id, connection_id, source_key, extension, member, caller, caller_name, caller_key, state,
        rang_at, answered_at, ended_at)
      values ($1, $2, $3, $4, $5, $6, $7,
        case when $13::timestamptz is null or $7::text is not null then $8 end, $9, $10, $11, $12, $13)
      on conflict (org_id, connection_id, source_key, extension) do update set
        member = coalesce(calls.member, excluded.member), caller = coalesce(calls.caller, excluded.caller),
        caller_name = case
          when excluded.ended_at is null or coalesce(calls.caller, excluded.caller) is not null
          then coalesce(calls.caller_name, excluded.caller_name)
        end,
        caller_key = coalesce(calls.caller_key, excluded.caller_key),
        state = excluded.state, rang_at = excluded.rang_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at
      returning member
    )
    select pg_notify('evenhand_calls', $1::text || ' ' || member) from saved where member is not null`,
    [
      tx.org,
      leg.id,
      leg.connection,
      leg.sourceKey,
      leg.extension,
      leg.member,
      leg.caller,
      leg.callerName,
      leg.callerKey,
      leg.state,
      leg.rangAt,
      leg.answeredAt,
      leg.endedAt,
    ],
  )
}

/** Names the item that a call became which nobody took. */
export async function noteMissed(
  tx: OrgTx,
  connection: string,
  sourceKey: string,
  item: string,
): Promise<void> {
  await tx.rows(
    sql`update calls set item_id = $4 where org_id = $1 and connection_id = $2 and source_key = $3`,
    [tx.org, connection, sourceKey, item],
  )
}

/** Names the case that a call was written down to, and tells whoever had it. */
export async function noteCase(tx: OrgTx, id: string, caseId: string): Promise<void> {
  await tx.rows(
    sql`with noted as (update calls set case_id = $3 where org_id = $1 and id = $2 returning member)
    select pg_notify('evenhand_calls', $1::text || ' ' || member) from noted where member is not null`,
    [tx.org, id, caseId],
  )
}

export type CallRow = {
  id: string
  connection_id: string
  extension: string
  member: string | null
  caller: string | null
  caller_name: string | null
  caller_key: string | null
  state: CallState
  rang_at: Temporal.Instant
  answered_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
  case_id: string | null
  person_id: string | null
  person_name: string | null
}

/** A colleague's calls, the newest first: those under way, and those that ended since a moment. */
export const callsOf = (tx: OrgTx, member: string, endedSince: string, limit: number) =>
  tx.rows<CallRow>(
    sql`select c.id, c.connection_id, c.extension, c.member, c.caller, c.caller_name, c.caller_key, c.state, c.rang_at,
      c.answered_at, c.ended_at, c.case_id, p.id as person_id, coalesce(p.name, a.address) as person_name
    from calls c
    left join accounts a on a.org_id = c.org_id and a.address_key = c.caller_key
      and coalesce(a.sharing, 'one-person') = 'one-person'
    left join persons p on p.org_id = a.org_id and p.id = a.person_id
    where c.org_id = $1 and c.member = $2 and (c.ended_at is null or c.ended_at > $3)
    order by c.rang_at desc, c.id desc limit $4`,
    [tx.org, member, endedSince, limit],
  )

/** A call by its id. */
export async function readCall(tx: OrgTx, id: string): Promise<CallRow | undefined> {
  const rows = await tx.rows<CallRow>(
    sql`select c.id, c.connection_id, c.extension, c.member, c.caller, c.caller_name, c.caller_key, c.state, c.rang_at,
      c.answered_at, c.ended_at, c.case_id, p.id as person_id, coalesce(p.name, a.address) as person_name
    from calls c
    left join accounts a on a.org_id = c.org_id and a.address_key = c.caller_key
      and coalesce(a.sharing, 'one-person') = 'one-person'
    left join persons p on p.org_id = a.org_id and p.id = a.person_id
    where c.org_id = $1 and c.id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** Calls of a telephone system that are under way as far as anybody has said. */
export const callsUnderWay = (tx: OrgTx, connection: string, limit: number) =>
  tx.rows<{ source_key: string; extension: string; state: CallState; rang_at: Temporal.Instant }>(
    sql`select source_key, extension, state, rang_at from calls
    where org_id = $1 and connection_id = $2 and state in ('ringing', 'answered') order by rang_at limit $3`,
    [tx.org, connection, limit],
  )

/** Calls of every organisation that rang before a moment and of which nothing more was said; asked as the worker. */
export const callsLeftRinging = (tx: Tx, rangBefore: string, answeredBefore: string, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from calls
    where state = 'ringing' and rang_at < $1 or state = 'answered' and rang_at < $2 order by rang_at limit $3`,
    [rangBefore, answeredBefore, limit],
  )

/** What a call is called by its system, and where it rings. */
export async function readSource(
  tx: OrgTx,
  id: string,
): Promise<{ connection_id: string; source_key: string; extension: string } | undefined> {
  const rows = await tx.rows<{ connection_id: string; source_key: string; extension: string }>(
    sql`select connection_id, source_key, extension from calls where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** Forgets who called in calls that ended before a moment: what matters of them is on their cases. */
export async function forgetCallers(tx: OrgTx, endedBefore: string): Promise<void> {
  await tx.rows(
    sql`update calls set caller = null, caller_name = null, caller_key = null
    where org_id = $1 and id in (
      select id from calls where org_id = $1 and caller is not null and ended_at < $2 order by ended_at limit 1000
    )`,
    [tx.org, endedBefore],
  )
}

/** The organisation of a telephone system that tells us of its calls; asked as the worker. */
export async function telephoneOf(tx: Tx, connection: string): Promise<string | undefined> {
  const rows = await tx.rows<{ org_id: string }>(
    sql`select org_id from connections where id = $1 and channel = 'phone' and ended_at is null limit 1`,
    [connection],
  )
  return rows[0]?.org_id
}

/** Whether a colleague has said of an account that several people share it. */
export async function isSharedAccount(tx: OrgTx, key: string): Promise<boolean> {
  const rows = await tx.rows<{ sharing: string | null }>(
    sql`select sharing from accounts where org_id = $1 and address_key = $2`,
    [tx.org, key],
  )
  return rows.some(isShared)
}

/** The newest open case of somebody. */
export async function newestOpenCase(tx: OrgTx, person: string): Promise<string | undefined> {
  const rows = await tx.rows<{ id: string }>(
    sql`select id from cases where org_id = $1 and person_id = $2 and state = 'open'
    order by opened_at desc, id desc limit 1`,
    [tx.org, person],
  )
  return rows[0]?.id
}
