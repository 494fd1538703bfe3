import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type GivenPromise = {
  id: string
  giver: string
  giver_name: string | null
  what: string | null
}

const most = 200

/** What was promised on some cases, in the words of whoever gave it, and who keeps it now, the newest first. */
export const promisesOn = (tx: OrgTx, cases: readonly string[]) =>
  tx.rows<GivenPromise>(
    sql`select e.data->>'id' as id, coalesce(passed.keeper, e.data->>'giver') as giver, m.name as giver_name, r.body as what
    from events e
    left join remarks r on r.org_id = $1 and r.id = (e.data->>'remark')::uuid
    left join lateral (
      select p.data->>'to' as keeper from events p
      where p.org_id = $1 and p.case_id = any((select $2::uuid[])::uuid[]) and p.type = 'promise-passed-on'
        and p.data->>'id' = e.data->>'id'
      order by p.at desc, p.seq desc limit 1
    ) passed on true
    left join members m on m.org_id = $1 and m.handle = coalesce(passed.keeper, e.data->>'giver')
    where e.org_id = $1 and e.case_id = any((select $2::uuid[])::uuid[]) and e.type = 'promise-given'
    order by e.at desc limit $3`,
    [tx.org, cases, most],
  )

export type HeldPromise = {
  id: string
  case_id: string
  number: number
  subject: string | null
  what: string | null
  due_at: string
}

/** The promises on open cases that somebody has to keep, the earliest first. It reads every open case: for when they leave. */
export const openPromisesOf = (tx: OrgTx, keeper: string, limit: number) =>
  tx.rows<HeldPromise>(
    sql`select d->>'id' as id, c.id as case_id, c.number, w.subject, r.body as what, d->>'dueAt' as due_at
    from cases c
    cross join lateral jsonb_array_elements(c.fold->'deadlines') d
    cross join lateral (
      select e.data from events e
      -- A promise that came with a case that was taken over stands in that one's chain.
      where e.org_id = $1 and e.case_id in (c.id, split_part(d->>'id', '.', 1)::uuid)
        and e.type in ('promise-given', 'promise-passed-on') and e.data->>'id' = d->>'id'
      order by e.type = 'promise-given', e.at desc, e.seq desc limit 1
    ) held
    left join lateral (
      select e.data from events e
      where e.org_id = $1 and e.case_id = split_part(d->>'id', '.', 1)::uuid and e.type = 'promise-given'
        and e.data->>'id' = d->>'id' limit 1
    ) given on true
    left join remarks r on r.org_id = $1 and r.id = (given.data->>'remark')::uuid
    left join case_words w on w.org_id = c.org_id and w.case_id = c.id
    where c.org_id = $1 and c.state = 'open' and c.fold->'deadlines' @> '[{"kind": "promise", "state": "running"}]'
      and d->>'kind' = 'promise' and d->>'state' = 'running' and coalesce(held.data->>'to', held.data->>'giver') = $2
    order by d->>'dueAt', d->>'id' limit $3`,
    [tx.org, keeper, limit],
  )
