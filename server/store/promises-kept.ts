import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type KeptRow = { giver: string; giver_name: string | null; rung: string; kept: number; broken: number }

/** How many promises that ended since then were kept and broken, by who had to keep them and on which rung the case stood then. */
export const promisesKept = (tx: OrgTx, since: Temporal.Instant) =>
  tx.rows<KeptRow>(
    sql`select p.giver, m.name as giver_name, p.rung, p.kept, p.broken from (
      select coalesce(passed.data->>'to', g.data->>'giver') as giver, coalesce(g.data->>'rung', '') as rung,
        (count(*) filter (where e.type = 'promise-kept'))::int as kept,
        (count(*) filter (where e.type = 'promise-broken'))::int as broken
      from events e
      cross join lateral (
        select data from events where org_id = $1 and case_id = e.case_id and type = 'promise-given'
          and data->>'id' = e.data->>'id' limit 1
      ) g
      left join lateral (
        select data from events where org_id = $1 and case_id = e.case_id and type = 'promise-passed-on'
          and data->>'id' = e.data->>'id' order by seq desc limit 1
      ) passed on true
      where e.org_id = $1 and e.type in ('promise-kept', 'promise-broken') and e.at >= $2
      group by 1, 2
    ) p
    left join members m on m.org_id = $1 and m.handle = p.giver
    order by p.giver, p.rung limit 2000`,
    [tx.org, since.toString()],
  )
