import type { Stage } from '#domain/case/stage.ts'
import type { Case } from '#domain/case/case.ts'
import type { Deadline } from '#domain/case/deadline.ts'
import type { Glance } from '#domain/case/glance.ts'
import type { SavedCase } from '#domain/case/read-case.ts'
import type { Saved } from '#domain/case/saved.ts'
import type { Channel } from '#domain/channel.ts'
import { idsOf, isOnlyOffered, orderOf, type CaseFilter } from './case-filter.ts'
import { composedSql } from './composed.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** A case as a row of a list: what it is sorted and filtered by, what is said of it, and the names of who is in it. */
export type ListedCase = {
  id: string
  number: number
  state: Case['state']
  stage: Stage
  channel: Channel
  person_id: string | null
  owner: string
  rung: string
  severity: number
  policy: number
  turn: Case['turn']
  is_public: boolean
  offered_to: string | null
  next_due_at: Temporal.Instant | null
  glance: Glance
  subject: string | null
  person_name: string | null
  address: string | null
  owner_name: string | null
  offered_name: string | null
  /** Of one that somebody is asked to take: whether their answer is all that is left, and the dates of the case. */
  only_offered: boolean | null
  offered_dates: readonly Pick<Saved<Deadline>, 'kind' | 'state' | 'dueAt'>[] | null
}

/** A case in a list, with the date by which it stands there, as exact as the database has it. */
export type PlacedCase = ListedCase & { placed_at: string | null }

const shown = `c.id, c.number, c.state, c.stage, c.channel, c.person_id, c.owner, c.rung, c.severity, c.policy, c.turn,
    c.is_public, c.offered_to, c.next_due_at, c.glance, w.subject, p.name as person_name, a.address,
    o.name as owner_name, f.name as offered_name,
    ${isOnlyOffered('c.')} as only_offered,
    case when c.offered_to is not null then c.fold->'deadlines' end as offered_dates`

const beside = `left join case_words w on w.org_id = c.org_id and w.case_id = c.id
  left join persons p on p.org_id = c.org_id and p.id = c.person_id
  left join accounts a on a.org_id = c.org_id and a.id = c.account_id
  left join members o on o.org_id = c.org_id and o.handle = c.owner
  left join members f on f.org_id = c.org_id and f.handle = c.offered_to`

/** Cases by their next date, the soonest first; those without one, which are closed, by when they were opened. */
export function listCases(tx: OrgTx, filter: CaseFilter, limit: number): Promise<PlacedCase[]> {
  const { text, values } = idsOf(tx.org, filter, limit)
  const { by, order } = orderOf(filter)
  const page = `select ${shown}, c.${by}::text as placed_at from ${text} page
    join cases c on c.org_id = $1 and c.id = page.id ${beside} order by ${order.replaceAll(/next_due_at|opened_at|id/g, 'c.$&')}`
  return tx.rows<PlacedCase>(composedSql(page), values)
}

/** How many cases a filter lets through; nobody counts beyond `most`. */
export async function countCases(tx: OrgTx, filter: CaseFilter, most: number): Promise<number> {
  const { text, values } = idsOf(tx.org, filter, most)
  const rows = await tx.rows<{ count: number }>(
    composedSql(`select count(*)::int as count from ${text} counted`),
    values,
  )
  return rows[0]?.count ?? 0
}

/** One case as a list shows it, with its fold. */
export async function listedCase(
  tx: OrgTx,
  id: string,
): Promise<(ListedCase & { fold: SavedCase }) | undefined> {
  const rows = await tx.rows<ListedCase & { fold: SavedCase }>(
    composedSql(`select ${shown}, c.fold from cases c ${beside} where c.org_id = $1 and c.id = $2`),
    [tx.org, id],
  )
  return rows[0]
}

/** A case that a search finds, and the newest message in which it stands. */
export type FoundCase = { case_id: string; message_id: string | null }

/** The cases that a search finds: `wanted` is a query over words, `beginning` how an address begins. */
export const searchCases = (tx: OrgTx, wanted: string, beginning: string, limit: number) =>
  tx.rows<FoundCase>(sql`select case_id, message_id from search_cases($1, $2, $3)`, [
    wanted,
    beginning,
    limit,
  ])

/** What messages say, as far as anybody reads into it; the last question of a transaction. */
export const bodiesOf = (tx: OrgTx, messages: readonly string[]) =>
  tx.last<{ message_id: string; body: string }>(
    sql`select message_id, left(body, 50000) as body from message_words where org_id = $1 and message_id = any($2::uuid[])`,
    [tx.org, messages],
  )
