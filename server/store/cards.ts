import type { Sees } from '#domain/team.ts'
import type { OrgTx } from './database.ts'
import { isUuid } from './is-uuid.ts'
import { sql } from './statement.ts'

export type PersonsCase = {
  id: string
  number: number
  subject: string | null
  severity: number
  state: 'open' | 'closed'
  last_contact_at: string
}

/** The newest cases of some people, the open ones first, by when they last made contact. */
export const casesOfCallers = (tx: OrgTx, people: readonly string[], limit: number) =>
  tx.rows<PersonsCase>(
    sql`select c.id, c.number, w.subject, c.severity, c.state, c.fold->>'lastContactAt' as last_contact_at from cases c
    left join case_words w on w.org_id = c.org_id and w.case_id = c.id
    where c.org_id = $1 and c.person_id = any((select $2::uuid[])::uuid[]) and c.state <> 'merged'
    order by c.state = 'open' desc, c.opened_at desc limit $3`,
    [tx.org, people, limit],
  )

/** What some people are called; of somebody none of whose cases a colleague may see there is nothing to see either. */
export const namesOfPeople = (
  tx: OrgTx,
  people: readonly string[],
  { handle, sees }: { handle: string; sees: Sees },
) =>
  tx.rows<{ id: string; name: string }>(
    sql`select p.id, coalesce(p.name, (
      select a.address from accounts a where a.org_id = p.org_id and a.person_id = p.id order by a.created_at limit 1
    ), 'Not known') as name from persons p
    where p.org_id = $1 and p.id = any((select $2::uuid[])::uuid[]) and p.erased_at is null
      and ($4::text[] is null
        or not exists (select 1 from cases c where c.org_id = $1 and c.person_id = p.id and c.state <> 'merged')
        or exists (
          select 1 from cases c where c.org_id = $1 and c.person_id = p.id and c.state <> 'merged'
            and (c.seen_by = any($4) or c.owner = $3 or c.offered_to = $3)
        ))`,
    [tx.org, people, handle, sees && ['', ...sees]],
  )

/** By which ways these messages came; what else is named among them, such as a deadline, is left out. */
export const channelsOfMessages = (tx: OrgTx, ids: readonly string[]) =>
  tx.rows<{ id: string; channel: string }>(
    sql`select id, channel from messages where org_id = $1 and id = any((select $2::uuid[])::uuid[])`,
    [tx.org, ids.filter(isUuid)],
  )

/** What was promised on some cases, and by whom, the newest first. */
export const promisesOn = (tx: OrgTx, cases: readonly string[], limit: number) =>
  tx.rows<{ id: string; giver: string; what: string | null }>(
    sql`select e.data->>'id' as id, e.data->>'giver' as giver, r.body as what from events e
    left join remarks r on r.org_id = e.org_id and r.id = (e.data->>'remark')::uuid
    where e.org_id = $1 and e.case_id = any((select $2::uuid[])::uuid[]) and e.type = 'promise-given'
    order by e.seq desc limit $3`,
    [tx.org, cases, limit],
  )
