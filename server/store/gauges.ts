import type { Tx } from './database.ts'
import { sql } from './statement.ts'

export type Gauges = {
  items_waiting: number
  replies_queued: number
  replies_in_doubt: number
  changes_unnumbered: number
  /** Dangers for which somebody is being called, and those that nobody has answered. */
  pages_calling: number
  pages_unanswered: number
  /** Mailboxes, networks and telephone systems that do not answer. */
  connections_away: number
  /** Since when the clock should have looked at the case that it owes a look the longest; null when it owes none. */
  oldest_due: Temporal.Instant | null
}

/** What waits to be done, over every organisation; asked as the worker. Each is read off an index that is small while all is well. */
export async function readGauges(tx: Tx, now: Temporal.Instant): Promise<Gauges> {
  const [row] = await tx.last<Gauges>(
    sql`select
      (select count(*) from items where outcome is null)::int as items_waiting,
      (select count(*) from work where state in ('queued', 'doing'))::int as replies_queued,
      (select count(*) from work where state = 'in-doubt')::int as replies_in_doubt,
      (select count(*) from changes)::int as changes_unnumbered,
      (select count(*) from pages where state = 'calling')::int as pages_calling,
      (select count(*) from pages where state = 'unanswered')::int as pages_unanswered,
      (select count(*) from connections where is_away and ended_at is null)::int as connections_away,
      (select min(look_again_at) from cases where state = 'open' and look_again_at <= $1) as oldest_due`,
    [now.toString()],
  )
  if (!row) throw new Error('A question without a condition has an answer.')
  return row
}
