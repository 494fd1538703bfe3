import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type EventRow = {
  seq: number
  type: string
  at: Temporal.Instant
  actor: string
  /** The stored text itself: what was hashed. */
  data: string
  hash: Buffer
}

/** The whole chain of a case, in order. */
export const chainOf = (tx: OrgTx, caseId: string) =>
  tx.rows<EventRow>(
    sql`select seq, type, at, actor, data::text as data, hash from events where org_id = $1 and case_id = $2 order by seq`,
    [tx.org, caseId],
  )

export type ShownEvent = Omit<EventRow, 'data' | 'hash'> & {
  case_id: string
  data: Record<string, unknown>
  remark: string | null
}

/**
 * The newest events of some cases before a place, newest first, with their remarks: of each chain those before its own event
 * of that place, where it has one. No event is told before one that follows it in its chain, whatever their clocks said.
 */
export const eventsBefore = (
  tx: OrgTx,
  caseIds: readonly string[],
  before: Readonly<Record<string, number>>,
  limit: number,
) =>
  tx.rows<ShownEvent>(
    // Of each chain only its end is read: one may be ten thousand events long. Remarks are looked up
    // one by one, for the few that have one: joined, all that there are would be gone through.
    sql`select e.case_id, e.seq, e.type, e.at, e.actor, e.data, r.body as remark
    from (
      select n.* from unnest($2::uuid[], $3::int[]) chain (id, before) cross join lateral (
        select *, min(at) over (order by seq desc) as stands_at from (
          select case_id, seq, type, at, actor, data from events
          where org_id = $1 and case_id = chain.id and (chain.before is null or seq < chain.before)
          order by seq desc limit $4
        ) newest
      ) n
      order by n.stands_at desc, n.case_id, n.seq desc limit $4
    ) e
    left join lateral (
      select body from remarks where org_id = $1 and id = (e.data->>'remark')::uuid limit 1
    ) r on true
    order by e.stands_at desc, e.case_id, e.seq desc`,
    [tx.org, caseIds, caseIds.map((id) => before[id] ?? null), limit],
  )

/** What happened to a case after a number of moves: what a stale reply is shown. */
export const eventsAfter = (tx: OrgTx, caseId: string, seq: number, limit: number) =>
  tx.rows<{ seq: number; type: string; at: Temporal.Instant; actor: string }>(
    sql`select seq, type, at, actor from events
    where org_id = $1 and case_id = $2 and actor <> 'desk' and seq > $3 order by seq desc limit $4`,
    [tx.org, caseId, seq, limit],
  )

/** Who wrote down the event of a type that made something with this id. */
export async function actorOf(
  tx: OrgTx,
  caseId: string,
  type: string,
  id: string,
): Promise<string | undefined> {
  const rows = await tx.rows<{ actor: string }>(
    sql`select actor from events where org_id = $1 and case_id = $2 and type = $3 and data->>'id' = $4
    order by seq desc limit 1`,
    [tx.org, caseId, type, id],
  )
  return rows[0]?.actor
}

/** The newest event of a case by which something else was owed than before; up to an event of its chain, where one is said. */
export async function decisionEvent(
  tx: OrgTx,
  caseId: string,
  until: number | null,
): Promise<{ seq: number; at: Temporal.Instant; data: unknown } | undefined> {
  const rows = await tx.rows<{ seq: number; at: Temporal.Instant; data: unknown }>(
    sql`select seq, at, data from events
    where org_id = $1 and case_id = $2 and type = 'duties-changed' and ($3::int is null or seq <= $3)
    order by seq desc limit 1`,
    [tx.org, caseId, until],
  )
  return rows[0]
}
