import type { Measure } from '#domain/policy/trial.ts'
import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type TrialRow = {
  id: string
  version: number
  against: number
  share: number
  measure: Measure
  guardrails: Measure[]
  started_by: string
  started_at: Temporal.Instant
  ends_at: Temporal.Instant
  read_at: Temporal.Instant
  ended_at: Temporal.Instant | null
  because: string | null
  verdict: unknown
}

/** Begins a trial; false while another is going. */
export async function saveTrial(
  tx: OrgTx,
  made: {
    id: string
    version: number
    against: number
    share: number
    measure: Measure
    guardrails: readonly Measure[]
    by: string
    at: string
    endsAt: string
    readAt: string
  },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into policy_trials (org_id, id, version, against, share, measure, guardrails, started_by, started_at, ends_at,
      read_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id`,
    [
      tx.org,
      made.id,
      made.version,
      made.against,
      made.share,
      made.measure,
      JSON.stringify(made.guardrails),
      made.by,
      made.at,
      made.endsAt,
      made.readAt,
    ],
  )
  return rows.length === 1
}

/** The trials, the newest first. */
export const listTrials = (tx: OrgTx, limit: number) =>
  tx.rows<TrialRow>(
    sql`select id, version, against, share, measure, guardrails, started_by, started_at, ends_at, read_at, ended_at, because,
      verdict
    from policy_trials where org_id = $1 order by started_at desc, id limit $2`,
    [tx.org, limit],
  )

/** One trial; held until the transaction ends. */
export async function heldTrial(tx: OrgTx, id: string): Promise<TrialRow | undefined> {
  const rows = await tx.rows<TrialRow>(
    sql`select id, version, against, share, measure, guardrails, started_by, started_at, ends_at, read_at, ended_at, because,
      verdict
    from policy_trials where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** The trial that is going: cases are drawn for it, or have their time. */
export async function trialGoing(
  tx: OrgTx,
): Promise<
  { id: string; version: number; against: number; share: number; ends_at: Temporal.Instant } | undefined
> {
  const rows = await tx.rows<{
    id: string
    version: number
    against: number
    share: number
    ends_at: Temporal.Instant
  }>(
    sql`select id, version, against, share, ends_at from policy_trials where org_id = $1 and ended_at is null`,
    [tx.org],
  )
  return rows[0]
}

/** The trials that are going, of every organisation; as the worker. */
export const trialsGoing = (tx: Tx) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from policy_trials where ended_at is null order by org_id limit 1000`,
  )

/** Ends a trial, with what was read out or why it was broken off. */
export async function endTrial(
  tx: OrgTx,
  end: { id: string; at: string; by: string; because: string | null; verdict: unknown },
): Promise<void> {
  await tx.rows(
    sql`update policy_trials set ended_at = $3, ended_by = $4, because = $5, verdict = $6
    where org_id = $1 and id = $2 and ended_at is null`,
    [tx.org, end.id, end.at, end.by, end.because, end.verdict === null ? null : JSON.stringify(end.verdict)],
  )
}

export type ArmRow = { policy: number; cases: number } & Record<Measure, number>

/** What became of the cases that were drawn, by the version that judges them. */
export const armsOf = (tx: OrgTx, { version, against, started_at, ends_at }: TrialRow) =>
  tx.rows<ArmRow>(
    sql`select policy, count(*)::int as cases,
      (count(*) filter (where (fold->>'failures')::int > 0))::int as failed,
      (count(*) filter (where (fold->>'missed')::int > 0))::int as "date-missed",
      (count(*) filter (where (fold->>'disagreed')::boolean))::int as disagreed,
      (count(*) filter (where state = 'open'))::int as "still-open"
    from cases
    where org_id = $1 and opened_at >= $2 and opened_at < $3 and policy in ($4, $5) and state not in ('merged', 'taken-back')
    group by policy`,
    [tx.org, started_at.toString(), ends_at.toString(), version, against],
  )

/** How many cases were drawn so far for each version of some trials. */
export const drawnIn = (tx: OrgTx, trials: readonly string[]) =>
  tx.rows<{ id: string; policy: number; cases: number }>(
    sql`select t.id, c.policy, count(*)::int as cases
    from policy_trials t
    join cases c on c.org_id = $1 and c.opened_at >= t.started_at and c.opened_at < t.ends_at
      and c.policy in (t.version, t.against) and c.state not in ('merged', 'taken-back')
    where t.org_id = $1 and t.id = any($2::uuid[]) group by t.id, c.policy`,
    [tx.org, trials],
  )
