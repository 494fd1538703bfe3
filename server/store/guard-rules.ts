import type { OwnPattern } from '#domain/guard/own-pattern.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** What the guard knows of the company: its own numbers, its hashtags, and what of its own everybody may read. */
export type GuardRules = { patterns: OwnPattern[]; hashtags: string[]; ours: string[] }

/** The rules that the company has set, with the addresses at which it takes mail: those are its own as well. */
export async function readGuardRules(tx: OrgTx): Promise<GuardRules & { addresses: string[] }> {
  const rows = await tx.rows<GuardRules>(
    sql`select patterns, hashtags, ours from guard_rules where org_id = $1`,
    [tx.org],
  )
  const addresses = await tx.rows<{ address: string }>(
    sql`select address from connections
    where org_id = $1 and channel = 'email' and address is not null and ended_at is null order by address limit 200`,
    [tx.org],
  )
  const { patterns = [], hashtags = [], ours = [] } = rows[0] ?? {}
  return { patterns, hashtags, ours, addresses: addresses.map(({ address }) => address) }
}

/** Keeps the rules as they are now. */
export async function saveGuardRules(
  tx: OrgTx,
  { patterns, hashtags, ours, at, by }: GuardRules & { at: string; by: string },
): Promise<void> {
  await tx.rows(
    sql`insert into guard_rules (org_id, patterns, hashtags, ours, saved_at, saved_by) values ($1, $2, $3, $4, $5, $6)
    on conflict (org_id) do update set patterns = excluded.patterns, hashtags = excluded.hashtags, ours = excluded.ours,
      saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
    [tx.org, JSON.stringify(patterns), hashtags, ours, at, by],
  )
}

/**
 * The names of people other than the one who is answered who wrote on some cases: of other accounts, every name that they
 * wrote under; of an account of the answered person that is shared, every name that is not theirs.
 */
export async function namesOfOthers(
  tx: OrgTx,
  cases: readonly string[],
  person: string | null,
): Promise<string[]> {
  const rows = await tx.rows<{ name: string }>(
    sql`with writers as (
      select distinct a.id, a.person_id, a.sharing from messages m
      join accounts a on a.org_id = m.org_id and a.id = m.account_id
      where m.org_id = $1 and m.case_id = any($2) and m.direction = 'in'
    ), named as (
      select p.name from writers w join persons p on p.org_id = $1 and p.id = w.person_id
      where $3::uuid is null or p.id <> $3
      union
      select n.name from writers w join account_names n on n.org_id = $1 and n.account_id = w.id
      where w.person_id is distinct from $3 or coalesce(w.sharing, 'one-person') <> 'one-person'
    )
    select name from named where name is not null
      and not exists (select 1 from persons o where o.org_id = $1 and o.id = $3 and lower(o.name) = lower(named.name))
    order by name limit 50`,
    [tx.org, cases, person],
  )
  return rows.map(({ name }) => name)
}
