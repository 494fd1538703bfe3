import type { SavedCase } from '#domain/case/read-case.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type ListedCase = {
  id: string
  fold: SavedCase
  subject: string | null
  person_name: string | null
  address: string | null
  owner_name: string | null
  offered_name: string | null
  next_due_at: Temporal.Instant | null
}

export type CaseFilter = {
  state: 'open' | 'closed' | 'merged' | null
  owner: string | null
  rung: string | null
  dueBefore: string | null
  ids: readonly string[] | null
  after: { dueAt: string; id: string } | null
  limit: number
}

/** Cases by their next date, the soonest first; those without one, which are closed, by when they were opened. */
export const listCases = (tx: OrgTx, { state, owner, rung, dueBefore, ids, after, limit }: CaseFilter) =>
  tx.rows<ListedCase>(state === 'open' ? open : any, [
    tx.org,
    owner,
    rung,
    dueBefore,
    ids,
    after?.dueAt ?? null,
    after?.id ?? null,
    limit,
    ...(state === 'open' ? [] : [state]),
  ])

const open = sql`select c.id, c.fold, w.subject, p.name as person_name, a.address, o.name as owner_name,
    f.name as offered_name, c.next_due_at
  from (
    select * from cases
    where org_id = $1 and state = 'open'
      and ($2::text is null or owner = $2) and ($3::text is null or rung = $3)
      and ($4::timestamptz is null or next_due_at < $4) and ($5::uuid[] is null or id = any($5))
      and ($6::timestamptz is null or (next_due_at, id) > ($6, $7::uuid))
    order by next_due_at, id limit $8
  ) c
  left join case_words w on w.org_id = c.org_id and w.case_id = c.id
  left join persons p on p.org_id = c.org_id and p.id = c.person_id
  left join accounts a on a.org_id = c.org_id and a.id = (c.fold->>'account')::uuid
  left join members o on o.org_id = c.org_id and o.handle = c.owner
  left join members f on f.org_id = c.org_id and f.handle = c.fold->'offer'->>'to'
  order by c.next_due_at, c.id`

const any = sql`select c.id, c.fold, w.subject, p.name as person_name, a.address, o.name as owner_name,
    f.name as offered_name, c.next_due_at
  from (
    select * from cases
    where org_id = $1 and ($9::text is null or state = $9)
      and ($2::text is null or owner = $2) and ($3::text is null or rung = $3)
      and ($4::timestamptz is null or next_due_at < $4) and ($5::uuid[] is null or id = any($5))
      and ($6::timestamptz is null or (opened_at, id) < ($6, $7::uuid))
    order by opened_at desc, id desc limit $8
  ) c
  left join case_words w on w.org_id = c.org_id and w.case_id = c.id
  left join persons p on p.org_id = c.org_id and p.id = c.person_id
  left join accounts a on a.org_id = c.org_id and a.id = (c.fold->>'account')::uuid
  left join members o on o.org_id = c.org_id and o.handle = c.owner
  left join members f on f.org_id = c.org_id and f.handle = c.fold->'offer'->>'to'
  order by c.opened_at desc, c.id desc`

/** One case as a list shows it. */
export async function listedCase(tx: OrgTx, id: string): Promise<ListedCase | undefined> {
  const rows = await tx.rows<ListedCase>(
    sql`select c.id, c.fold, w.subject, p.name as person_name, a.address, o.name as owner_name,
      f.name as offered_name, c.next_due_at
    from cases c
    left join case_words w on w.org_id = c.org_id and w.case_id = c.id
    left join persons p on p.org_id = c.org_id and p.id = c.person_id
    left join accounts a on a.org_id = c.org_id and a.id = (c.fold->>'account')::uuid
    left join members o on o.org_id = c.org_id and o.handle = c.owner
    left join members f on f.org_id = c.org_id and f.handle = c.fold->'offer'->>'to'
    where c.org_id = $1 and c.id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** The cases that a search finds. */
export async function findCases(tx: OrgTx, words: string, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`select id from find_cases($1, $2) as id`, [words, limit])
  return rows.map(({ id }) => id)
}
