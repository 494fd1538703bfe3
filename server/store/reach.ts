import type { ReachFigures } from '#domain/reach/figures.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/**
 * Keeps what a network said about an account at a moment; without figures, that it could not be asked. Of each account the
 * newest with figures is kept, and since when it was asked in vain. Whoever waited for it waits no longer.
 */
export async function noteReach(
  tx: OrgTx,
  seen: { account: string; network: string; at: string; figures: ReachFigures | null },
): Promise<void> {
  const { account, network, at, figures } = seen
  await tx.rows(
    sql`with older as (
      delete from reach_observations
      where org_id = $1 and account_id = $2 and at < $4 and $5::jsonb is not null
    ), asked as (
      delete from reach_wanted where org_id = $1 and account_id = $2
    )
    insert into reach_observations (org_id, account_id, at, network, figures)
    select $1, $2, $4::timestamptz, $3, $5::jsonb where exists (select 1 from accounts where org_id = $1 and id = $2)
      and ($5::jsonb is not null or not exists (
        select 1 from reach_observations o where o.org_id = $1 and o.account_id = $2 and o.figures is null
      ))
    on conflict do nothing`,
    [tx.org, account, network, at, figures === null ? null : JSON.stringify(figures)],
  )
}

/** Accounts of a network whose counts somebody asked for, the longest waiting first; `address` as it was last known. */
export const wantedReach = (tx: OrgTx, network: string, limit: number) =>
  tx.rows<{ account: string; address: string; address_key: string }>(
    sql`select a.id as account, a.address, a.address_key from reach_wanted w
    join accounts a on a.org_id = w.org_id and a.id = w.account_id
    where w.org_id = $1 and w.network = $2 order by w.wanted_at limit $3`,
    [tx.org, network, limit],
  )

/** Asks for the counts of some accounts anew; nobody waits for them. */
export function wantReach(tx: OrgTx, accounts: readonly string[], at: string): void {
  tx.write(
    sql`insert into reach_wanted (org_id, account_id, network, wanted_at)
    select $1, id, network, $3 from accounts where org_id = $1 and id = any((select $2::uuid[])::uuid[]) and kind = 'handle'
    on conflict do nothing`,
    [tx.org, accounts, at],
  )
}

/** What a network said last of an account, where it has told anything. */
export async function lastFigures(tx: OrgTx, account: string): Promise<unknown> {
  const rows = await tx.rows<{ figures: unknown }>(
    sql`select figures from reach_observations where org_id = $1 and account_id = $2 and figures is not null
    order by at desc limit 1`,
    [tx.org, account],
  )
  return rows[0]?.figures ?? null
}
