import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

/** Any number that nobody else locks: one process at a time gives positions. */
const sequencing = 4_600_002

export const feedChannel = 'evenhand_feed'

/**
 * Gives committed changes their positions, in order, and adds up the counters; then says so once an organisation.
 * Answers how many changes it took, or null when another process is doing it.
 */
export async function giveNextPositions(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<number | null> {
  // A statement of its own, so that what is read next is read once the lock is held; nobody waits for its answer.
  tx.write(sql`select set_config('app.sequences', pg_try_advisory_xact_lock($1)::text, true)`, [sequencing])
  const [done] = await tx.last<{ taken: number | null }>(
    sql`with taken as (
      delete from changes where current_setting('app.sequences')::boolean
        and (org_id, id) in (select org_id, id from changes order by id limit $2)
      returning org_id, id, case_id, first_seq, last_seq, adds
    ), numbered as (
      select t.org_id, t.case_id, t.first_seq, t.last_seq,
        c.position + row_number() over (partition by t.org_id order by t.id) as position
      from taken t join counters c on c.org_id = t.org_id where t.case_id is not null
    ), placed as (
      insert into feed (org_id, position, case_id, first_seq, last_seq, at)
      select org_id, position, case_id, first_seq, last_seq, $1 from numbered
    ), heads as (
      select org_id, max(position) as position from numbered group by org_id
    ), sums as (
      select org_id, sum((adds->>'items')::int) as items, sum((adds->>'opened')::int) as opened,
        sum((adds->>'joined')::int) as joined, sum((adds->>'set_aside')::int) as set_aside,
        sum((adds->>'quarantined')::int) as quarantined, sum((adds->>'cases')::int) as cases,
        sum((adds->>'open')::int) as open, sum((adds->>'sent')::int) as sent
      from taken group by org_id
    ), added as (
      update counters c set
        position = coalesce(h.position, c.position),
        items = c.items + coalesce(s.items, 0), opened = c.opened + coalesce(s.opened, 0),
        joined = c.joined + coalesce(s.joined, 0), set_aside = c.set_aside + coalesce(s.set_aside, 0),
        quarantined = c.quarantined + coalesce(s.quarantined, 0), cases = c.cases + coalesce(s.cases, 0),
        open = c.open + coalesce(s.open, 0), sent = c.sent + coalesce(s.sent, 0)
      from sums s left join heads h on h.org_id = s.org_id
      where c.org_id = s.org_id
    )
    select case when current_setting('app.sequences')::boolean then (select count(*) from taken) end::int as taken,
      (select json_agg(pg_notify('evenhand_feed', org_id::text)) from sums) as told`,
    [now.toString(), limit],
  )
  return done?.taken ?? null
}

export type FeedRow = {
  position: number
  case_id: string
  first_seq: number
  last_seq: number
  at: Temporal.Instant
}

/** What changed after a position, in order. */
export const feedAfter = (tx: OrgTx, position: number, limit: number) =>
  tx.rows<FeedRow>(
    sql`select position, case_id, first_seq, last_seq, at from feed where org_id = $1 and position > $2
    order by position limit $3`,
    [tx.org, position, limit],
  )

export type Counters = {
  position: number
  items: number
  opened: number
  joined: number
  set_aside: number
  quarantined: number
  cases: number
  open: number
  sent: number
}

/** Everything counted up to now: what has its position, and what is committed and waits for one. */
export async function readCounters(tx: OrgTx): Promise<Counters> {
  const rows = await tx.rows<Counters>(
    sql`with fresh as (
      select coalesce(sum((adds->>'items')::int), 0) as items, coalesce(sum((adds->>'opened')::int), 0) as opened,
        coalesce(sum((adds->>'joined')::int), 0) as joined, coalesce(sum((adds->>'set_aside')::int), 0) as set_aside,
        coalesce(sum((adds->>'quarantined')::int), 0) as quarantined, coalesce(sum((adds->>'cases')::int), 0) as cases,
        coalesce(sum((adds->>'open')::int), 0) as open, coalesce(sum((adds->>'sent')::int), 0) as sent
      from changes where org_id = $1
    )
    select c.position, c.items + f.items as items, c.opened + f.opened as opened, c.joined + f.joined as joined,
      c.set_aside + f.set_aside as set_aside, c.quarantined + f.quarantined as quarantined, c.cases + f.cases as cases,
      c.open + f.open as open, c.sent + f.sent as sent
    from counters c, fresh f where c.org_id = $1`,
    [tx.org],
  )
  const [row] = rows
  if (!row) throw new Error('An organisation is born with counters.')
  return row
}
