import type { OrgTx, Tx } from './database.ts'
import type { NetworkSettings, Route } from './connections.ts'
import { sql } from './statement.ts'

/** Connections to networks, of every organisation, each with the number of its newest change. */
export const networkConnections = (tx: Tx) =>
  tx.rows<Route & { version: number }>(
    sql`select org_id, id, version from connections where is_network and ended_at is null`,
  )

export type NetworkRow = {
  id: string
  network: NetworkSettings
  sealed_secret: Buffer
  wrapped_key: Buffer
  cursor: unknown
}

/** A connection to a network that has not ended, with its sealed secret. */
export async function networkOf(tx: OrgTx, connection: string): Promise<NetworkRow | undefined> {
  const rows = await tx.rows<NetworkRow>(
    sql`select id, settings->'network' as network, sealed_secret, wrapped_key, cursor from connections
    where org_id = $1 and id = $2 and is_network and ended_at is null and sealed_secret is not null`,
    [tx.org, connection],
  )
  return rows[0]
}

/** The ids of our accounts on a network, those of connections that have ended among them as long as they are known. */
export async function ownIds(tx: OrgTx, network: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`select settings->'network'->'us'->>'id' as id from connections
    where org_id = $1 and is_network and settings->'network'->>'name' = $2 limit 500`,
    [tx.org, network],
  )
  return rows.map(({ id }) => id)
}

/** Replies that are to be posted by now, of every organisation but the samples; asked as the worker. */
export const duePosts = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from work where state = 'queued' and kind = 'send-post' and due_at <= $1
      and org_id not in (select id from organisations where is_sample or is_loading)
    order by due_at limit $2`,
    [now.toString(), limit],
  )

/** A network answers again: whoever it could not be asked about meanwhile is asked about anew. */
export async function wantReachAgain(tx: OrgTx, network: string, at: string): Promise<void> {
  await tx.rows(
    sql`insert into reach_wanted (org_id, account_id, network, wanted_at)
    select distinct org_id, account_id, network, $3::timestamptz from reach_observations
    where org_id = $1 and network = $2 and figures is null
    on conflict do nothing`,
    [tx.org, network, at],
  )
}
