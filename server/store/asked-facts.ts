import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** A set of facts, and the number by which equal ones are found. */
export type AskedVector = { vector: string; facts: string }

/**
 * Every set of facts that policy was ever asked about, each once, handed over two thousand at a time: a million cases are told
 * apart by what is known of them in a few seconds, and none of their words are read.
 */
export async function* eachVector(tx: OrgTx): AsyncGenerator<AskedVector[]> {
  // All of it is read, so nothing is won by a plan that gives its first row soon.
  await tx.rows(
    sql`select set_config('work_mem', '256MB', true), set_config('cursor_tuple_fraction', '1', true)`,
  )
  await tx.rows(
    sql`declare each_vector no scroll cursor for
    select vector::text as vector, min(facts) as facts from asked_facts where org_id = (select current_org()) group by vector`,
  )
  for (;;) {
    const rows = await tx.rows<AskedVector>(sql`fetch 2000 from each_vector`)
    if (rows.length === 0) break
    yield rows
  }
  await tx.rows(sql`close each_vector`)
}

/** How many sets of facts policy was ever asked about, about: for telling how far a rehearsal is. */
export async function roughlyAsked(tx: OrgTx): Promise<number> {
  const rows = await tx.rows<{ n: number }>(
    sql`select greatest(reltuples, 0)::float8 as n from pg_class where oid = 'public.asked_facts'::regclass`,
  )
  return rows[0]?.n ?? 0
}

/** Which pattern each set of facts came to. */
export type Judged = { vectors: readonly string[]; patterns: readonly number[] }

/** Cases opened on one day whose facts came, at any time of their lives, to just these patterns. */
export type LivesOfDay = { day: number; patterns: number[]; cases: number; first: Temporal.Instant }

/** Counts cases by the day on which they were opened and by the patterns that their facts came to. */
export const livesByDay = (
  tx: OrgTx,
  { vectors, patterns }: Judged,
  from: Temporal.Instant | null,
  until: Temporal.Instant | null,
) =>
  tx.rows<LivesOfDay>(
    sql`with judged as (
      select * from unnest($2::bigint[], $3::int[]) as j (vector, pattern)
    ), lives as (
      select a.case_id, min(a.at) as opened, array_agg(distinct j.pattern) as patterns
      from asked_facts a join judged j on j.vector = a.vector where a.org_id = $1
        and a.case_id not in (select id from cases where org_id = $1 and state = 'taken-back')
      group by a.case_id
    )
    select (extract(epoch from opened)::bigint / 86400)::int as day, patterns, count(*)::int as cases, min(opened) as first
    from lives
    where ($4::timestamptz is null or opened >= $4) and ($5::timestamptz is null or opened < $5)
    group by 1, 2 order by 1`,
    [tx.org, vectors, patterns, from?.toString() ?? null, until?.toString() ?? null],
  )

/** Of cases whose facts came to one of some patterns the newest, opened in a stretch, with those facts. */
export const newestOf = (
  tx: OrgTx,
  vectors: readonly string[],
  from: Temporal.Instant | null,
  until: Temporal.Instant | null,
  limit: number,
) =>
  tx.rows<{ case_id: string; number: number; opened_at: Temporal.Instant; facts: string }>(
    sql`with newest as (
      select case_id, max(seq) as seq from asked_facts where org_id = $1 and vector = any($2::bigint[])
        and (($3::timestamptz is null and $4::timestamptz is null) or case_id in (
          select id from cases where org_id = $1 and ($3::timestamptz is null or opened_at >= $3)
            and ($4::timestamptz is null or opened_at < $4)))
      group by case_id order by max(at) desc limit 5000
    )
    select c.id as case_id, c.number, c.opened_at, f.facts
    from newest n
    join asked_facts f on f.org_id = $1 and f.case_id = n.case_id and f.seq = n.seq
    join cases c on c.org_id = $1 and c.id = n.case_id and c.state <> 'taken-back'
    order by c.opened_at desc, c.id desc limit $5`,
    [tx.org, vectors, from?.toString() ?? null, until?.toString() ?? null, limit],
  )
