import type { LedgerLine } from '#domain/remedy/ledger.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Which lines of the ledger are asked for; null where it does not matter. */
export type LedgerFilter = {
  from: string
  until: string
  sort: string | null
  what: string | null
  rung: string | null
  signer: string | null
  /** The teams whose cases the reader sees; null for every case. */
  sees: readonly string[] | null
}

export type LedgerRow = {
  id: string
  case_id: string
  number: number
  remedy_id: string
  at: Temporal.Instant
  entry: LedgerLine['entry']
  sort: LedgerLine['sort']
  what: string
  currency: string
  committed: number
  given: number
  /** What was given in this currency by then, of the lines that were asked for. */
  running: number
  rung: string
  authority: string
  signer: string
  policy: number | null
  rule: string | null
}

const valuesOf = (tx: OrgTx, filter: LedgerFilter) => [
  tx.org,
  filter.from,
  filter.until,
  filter.sort,
  filter.what,
  filter.rung,
  filter.signer,
  filter.sees,
]

/** The newest lines of the ledger, with what had been given by each; or those older than a line of it. */
export const ledgerPage = (
  tx: OrgTx,
  filter: LedgerFilter,
  { after, limit }: { after: string | null; limit: number },
) =>
  tx.rows<LedgerRow>(
    sql`select * from (select l.id, l.case_id, c.number::int as number, l.remedy_id, l.at, l.entry, l.sort, l.what, l.currency,
      l.committed::float8 as committed, l.given::float8 as given,
      (sum(l.given) over (partition by l.currency order by l.at, l.id))::float8 as running, l.rung, l.authority, l.signer,
      l.policy, l.rule
    from remedy_ledger l join cases c on c.org_id = $1 and c.id = l.case_id
    where l.org_id = $1 and l.at >= $2 and l.at < $3 and ($4::text is null or l.sort = $4)
      and ($5::text is null or l.what = $5) and ($6::text is null or l.rung = $6) and ($7::text is null or l.signer = $7)
      and ($8::text[] is null or c.team is null or c.team = any($8))
    ) lines
    where $9::uuid is null or (at, id) < (select at, id from remedy_ledger where org_id = $1 and id = $9)
    order by at desc, id desc limit $10`,
    [...valuesOf(tx, filter), after, limit],
  )

export type LedgerSum = {
  key: string | null
  sort: LedgerLine['sort']
  currency: string
  committed: number
  given: number
  remedies: number
}

/** What the ledger comes to, by kind, rung, colleague, month, case or person. Months are those of a time zone. */
export const ledgerSums = (tx: OrgTx, filter: LedgerFilter, by: string, zone: string, limit: number) =>
  tx.rows<LedgerSum>(
    sql`select case $9 when 'what' then l.what when 'rung' then l.rung when 'signer' then l.signer
        when 'month' then to_char(l.at at time zone $10, 'YYYY-MM') when 'case' then c.number::text
        when 'person' then c.person_id::text end as key,
      l.sort, l.currency, sum(l.committed)::float8 as committed, sum(l.given)::float8 as given,
      count(distinct l.remedy_id)::int as remedies
    from remedy_ledger l join cases c on c.org_id = $1 and c.id = l.case_id
    where l.org_id = $1 and l.at >= $2 and l.at < $3 and ($4::text is null or l.sort = $4)
      and ($5::text is null or l.what = $5) and ($6::text is null or l.rung = $6) and ($7::text is null or l.signer = $7)
      and ($8::text[] is null or c.team is null or c.team = any($8))
    group by 1, 2, 3 order by 5 desc, 1 limit $11`,
    [...valuesOf(tx, filter), by, zone, limit],
  )

/** What the ledger says of some remedies, to be held against the cases that tell of them. */
export const booksOf = (tx: OrgTx, remedies: readonly string[]) =>
  tx.rows<{ id: string; committed: number; given: number }>(
    sql`select remedy_id as id, sum(committed)::float8 as committed, sum(given)::float8 as given
    from remedy_ledger where org_id = $1 and remedy_id = any($2::uuid[]) group by remedy_id`,
    [tx.org, remedies],
  )

export type OwedRow = { policy: number; rung: string; what: string; up_to: number; cases: number }

/** What rungs signed of what was owed on cases of the same stretch of time that they have themselves. */
export const signedOnOwn = (tx: OrgTx, { from, until, sees }: LedgerFilter, currency: string) =>
  tx.rows<{ rung: string; committed: number }>(
    sql`select l.rung, sum(l.committed)::float8 as committed
    from remedy_ledger l join cases c on c.org_id = $1 and c.id = l.case_id and c.rung = l.rung
    where l.org_id = $1 and l.at >= $2 and l.at < $3 and c.opened_at >= $2 and c.opened_at < $3
      and c.state not in ('merged', 'taken-back') and l.sort = 'entitlement' and l.currency = $4
      and ($5::text[] is null or c.team is null or c.team = any($5))
    group by l.rung order by l.rung limit 100`,
    [tx.org, from, until, currency, sees],
  )

/** What was owed on the newest cases of a stretch of time, by the rung that has them. */
export const owedByRung = (
  tx: OrgTx,
  { from, until, sees }: Pick<LedgerFilter, 'from' | 'until' | 'sees'>,
  limit: number,
) =>
  tx.rows<OwedRow>(
    sql`select policy, rung, what, up_to, count(*)::int as cases from (
      select policy, rung, fold->'duties'->'entitlement'->>'remedy' as what,
        (fold->'duties'->'entitlement'->>'upTo')::float8 as up_to
      from cases where org_id = $1 and opened_at >= $2 and opened_at < $3 and state not in ('merged', 'taken-back')
        and ($4::text[] is null or team is null or team = any($4))
      order by opened_at desc, id desc limit $5
    ) newest where up_to > 0 group by 1, 2, 3, 4`,
    [tx.org, from, until, sees, limit],
  )
