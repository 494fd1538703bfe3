import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type OverrideRow = {
  id: string
  version: number
  name: string
  executive: string
  because: string
  given_at: Temporal.Instant
  until_at: Temporal.Instant
  ended_at: Temporal.Instant | null
  findings: unknown
  /** Whether it is about what the version says now: what has been written since, nobody answers for. */
  of_newest: boolean
  /** Open cases that the version judges, counted up to 1,000. */
  open: number
}

/** Writes down that an executive answers for findings in a version. */
export async function saveOverride(
  tx: OrgTx,
  made: {
    id: string
    version: number
    revision: number
    executive: string
    because: string
    at: string
    until: string
    findings: unknown
    covers: readonly string[]
  },
): Promise<void> {
  await tx.rows(
    sql`insert into policy_overrides (org_id, id, version, revision, executive, because, given_at, until_at, findings, covers)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.org,
      made.id,
      made.version,
      made.revision,
      made.executive,
      made.because,
      made.at,
      made.until,
      JSON.stringify(made.findings),
      made.covers,
    ],
  )
}

/** The overrides of a version, the oldest first. */
export const overridesOf = (tx: OrgTx, version: number) =>
  tx.rows<OverrideRow>(
    sql`select o.id, o.version, coalesce(v.name, '') as name, o.executive, o.because, o.given_at, o.until_at, o.ended_at,
      o.findings, o.revision = coalesce(v.revision, o.revision) as of_newest, open.n as open
    from policy_overrides o
    left join policy_versions v on v.org_id = o.org_id and v.version = o.version
    cross join lateral (select count(*)::int as n from (
      select 1 from cases c where c.org_id = o.org_id and c.policy = o.version and c.state = 'open' limit 1000
    ) counted) open
    where o.org_id = $1 and o.version = $2 order by o.given_at, o.id limit 100`,
    [tx.org, version],
  )

/** For what of a revision somebody answers, or has answered, and until when. */
export const answersFor = (tx: OrgTx, { version, revision }: { version: number; revision: number }) =>
  tx.rows<{ covers: string[]; until: Temporal.Instant; endedAt: Temporal.Instant | null }>(
    sql`select covers, until_at as until, ended_at as "endedAt" from policy_overrides
    where org_id = $1 and version = $2 and revision = $3 order by given_at, id limit 1000`,
    [tx.org, version, revision],
  )

/** Overrides of published versions that count still, or whose version judges an open case; the newest first. */
export const currentOverrides = (tx: OrgTx, now: Temporal.Instant) =>
  tx.rows<OverrideRow>(
    sql`select o.id, o.version, v.name, o.executive, o.because, o.given_at, o.until_at, o.ended_at, o.findings,
      true as of_newest, open.n as open
    from policy_overrides o
    join policy_versions v on v.org_id = o.org_id and v.version = o.version and v.revision = o.revision
      and v.state in ('approved', 'on-trial')
    cross join lateral (select count(*)::int as n from (
      select 1 from cases c where c.org_id = o.org_id and c.policy = o.version and c.state = 'open' limit 1000
    ) counted) open
    where o.org_id = $1 and (open.n > 0 or o.ended_at is null and o.until_at > $2)
    order by o.given_at desc, o.id limit 100`,
    [tx.org, now.toString()],
  )

/** Ends an override that stands; of which version it was, or nothing where it does not stand. */
export async function endOverride(tx: OrgTx, id: string, at: string): Promise<number | undefined> {
  const rows = await tx.rows<{ version: number }>(
    sql`update policy_overrides set ended_at = $3
    where org_id = $1 and id = $2 and ended_at is null and until_at > $3 returning version`,
    [tx.org, id, at],
  )
  return rows[0]?.version
}
