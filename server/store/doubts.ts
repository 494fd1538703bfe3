import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type DoubtRow = {
  message_id: string
  case_id: string
  number: number
  subject: string | null
  person: string | null
  address: string | null
  owner: string
  owner_name: string | null
  at: Temporal.Instant
  because: string | null
  due_at: Temporal.Instant | null
  body: string | null
}

/** Replies in doubt, the one to be settled first on top. */
export const repliesInDoubt = (tx: OrgTx, limit: number) =>
  tx.rows<DoubtRow>(
    sql`select w.message_id, c.id as case_id, c.number::int as number, s.subject, p.name as person, a.address, c.owner,
      b.name as owner_name, m.at, w.because, d.due_at, left(mw.body, 400) as body
    from work w
    join cases c on c.org_id = $1 and c.id = w.case_id
    join messages m on m.org_id = $1 and m.id = w.message_id
    left join lateral (
      select min((e->>'dueAt')::timestamptz) as due_at from jsonb_array_elements(c.fold->'deadlines') e
      where e->>'kind' = 'in-doubt-by' and e->>'state' = 'running'
    ) d on true
    left join message_words mw on mw.org_id = $1 and mw.message_id = w.message_id
    left join case_words s on s.org_id = $1 and s.case_id = c.id
    left join accounts a on a.org_id = $1 and a.id = m.account_id
    left join persons p on p.org_id = $1 and p.id = coalesce(a.person_id, c.person_id)
    left join members b on b.org_id = $1 and b.handle = c.owner
    where w.org_id = $1 and w.state = 'in-doubt'
    order by d.due_at nulls last, m.at, w.message_id limit $2`,
    [tx.org, limit],
  )
