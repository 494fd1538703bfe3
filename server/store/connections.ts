import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type ConnectionRow = {
  id: string
  channel: string
  name: string
  address: string | null
  is_default: boolean
  team: string | null
  settings: { network?: NetworkSettings; imap?: ImapSettings; relay?: RelaySettings }
  sealed_secret: Buffer | null
  wrapped_key: Buffer | null
  sealed_relay: Buffer | null
  wrapped_relay_key: Buffer | null
  cursor: { uidValidity: string; lastUid: number } | null
  health: { state: string; since: string; because?: string | null } | null
  version: number
  last_item_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
  waiting: number
}

/** What is set of a connection to a network, and who we are there. */
export type NetworkSettings = {
  name: string
  title: string
  settings: Record<string, string>
  us: { id: string; handle: string; url: string | null }
}

type ImapSettings = { host: string; port: number; secure: boolean; user: string; mailbox: string }

type RelaySettings = { host: string; port: number; secure: boolean; user: string }

const columns = sql`select id, channel, name, address, is_default, team, settings, sealed_secret, wrapped_key, sealed_relay,
  wrapped_relay_key, cursor, health, version, last_item_at, ended_at,
  (select count(*)::int from (
    select 1 from items i where i.org_id = c.org_id and i.connection_id = c.id and i.outcome is null limit 1000
  ) few) as waiting
  from connections c where org_id = $1 order by ended_at is not null, created_at, id limit 500`

/** The configured ways in, those that have ended last. */
export const allConnections = (tx: OrgTx) => tx.rows<ConnectionRow>(columns, [tx.org])

/** The default connection of a channel, made when items first come by it; also when several come at once. */
export async function defaultConnection(
  tx: OrgTx,
  made: { id: string; channel: string; name: string; at: string },
) {
  const rows = await tx.rows<{ id: string }>(
    sql`insert into connections (org_id, id, channel, name, is_default, created_at) values ($1, $2, $3, $4, true, $5)
    on conflict (org_id, channel) where is_default do update set is_default = true returning id`,
    [tx.org, made.id, made.channel, made.name, made.at],
  )
  return rows[0]?.id
}

/** The address that a connection answers from; null where it has none of its own. */
export async function addressOf(tx: OrgTx, id: string): Promise<string | null> {
  const rows = await tx.rows<{ address: string | null }>(
    sql`select address from connections where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.address ?? null
}

export type SavedConnection = {
  id: string
  name: string
  address: string | null
  team: string | null
  settings: unknown
  sealedSecret: Buffer | null
  wrappedKey: Buffer | null
  sealedRelay: Buffer | null
  wrappedRelayKey: Buffer | null
}

/** Adds a connection. */
export async function saveConnection(
  tx: OrgTx,
  made: SavedConnection & { channel: string; at: string },
): Promise<void> {
  await tx.rows(
    sql`insert into connections (org_id, id, channel, name, address, team, settings, sealed_secret, wrapped_key, sealed_relay,
      wrapped_relay_key, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.org,
      made.id,
      made.channel,
      made.name,
      made.address,
      made.team,
      JSON.stringify(made.settings),
      made.sealedSecret,
      made.wrappedKey,
      made.sealedRelay,
      made.wrappedRelayKey,
      made.at,
    ],
  )
}

/** Changes a connection. Reading goes on where it stands, but for another mailbox, which is read from its first mail. */
export async function changeConnection(
  tx: OrgTx,
  changed: SavedConnection & { isOtherMailbox: boolean },
): Promise<void> {
  await tx.rows(
    sql`update connections set name = $3, address = $4, team = $5, settings = $6, sealed_secret = $7, wrapped_key = $8,
      sealed_relay = $9, wrapped_relay_key = $10, version = version + 1, health = null,
      cursor = case when $11 then null else cursor end
    where org_id = $1 and id = $2`,
    [
      tx.org,
      changed.id,
      changed.name,
      changed.address,
      changed.team,
      JSON.stringify(changed.settings),
      changed.sealedSecret,
      changed.wrappedKey,
      changed.sealedRelay,
      changed.wrappedRelayKey,
      changed.isOtherMailbox,
    ],
  )
}

/** Ends a connection and forgets its passwords. What came by it stays. False where it is the default by now. */
export async function endConnection(tx: OrgTx, id: string, at: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update connections set ended_at = $3, settings = '{}', sealed_secret = null, wrapped_key = null, sealed_relay = null,
      wrapped_relay_key = null, health = null, version = version + 1
    where org_id = $1 and id = $2 and not is_default returning id`,
    [tx.org, id, at],
  )
  return rows.length === 1
}

/** Makes a connection the one that takes what no other of its channel claims. False where it has ended by now. */
export async function makeDefaultConnection(tx: OrgTx, id: string, channel: string): Promise<boolean> {
  await tx.rows(
    sql`update connections set is_default = false where org_id = $1 and channel = $2 and is_default`,
    [tx.org, channel],
  )
  const rows = await tx.rows(
    sql`update connections set is_default = true where org_id = $1 and id = $2 and ended_at is null returning id`,
    [tx.org, id],
  )
  return rows.length === 1
}

type OwnRelay = Pick<ConnectionRow, 'sealed_relay' | 'wrapped_relay_key'> & { relay: RelaySettings | null }

/** The relay of a connection's own, sealed; none where replies leave by the desk's. */
export async function relayOfConnection(tx: OrgTx, id: string): Promise<OwnRelay | undefined> {
  const rows = await tx.rows<OwnRelay>(
    sql`select settings->'relay' as relay, sealed_relay, wrapped_relay_key from connections
    where org_id = $1 and id = $2 and has_relay and ended_at is null`,
    [tx.org, id],
  )
  return rows[0]
}

/**
 * The organisations with connections that have a relay of their own, but for samples: of those nothing leaves the house. By
 * their ids, from the one after `after`, or from the first.
 */
export const organisationsWithRelays = (tx: Tx, after: string | null, limit: number) =>
  tx.rows<{ org_id: string }>(
    sql`select distinct org_id from connections where has_relay and ended_at is null
      and org_id not in (select id from organisations where is_sample or is_loading)
      and ($1::uuid is null or org_id > $1::uuid)
    order by org_id limit $2`,
    [after, limit],
  )

/** Writes down that something has just come by a connection. */
export async function saveArrival(tx: OrgTx, id: string, at: string): Promise<void> {
  await tx.rows(
    sql`update connections set last_item_at = greatest(last_item_at, $3::timestamptz) where org_id = $1 and id = $2`,
    [tx.org, id, at],
  )
}

/** Moves the cursor of a mailbox on, after what came before it was kept. */
export async function saveCursor(tx: OrgTx, id: string, cursor: unknown): Promise<void> {
  await tx.rows(sql`update connections set cursor = $3 where org_id = $1 and id = $2 and ended_at is null`, [
    tx.org,
    id,
    JSON.stringify(cursor),
  ])
}

/** Writes down how a connection is. Answers how it was: null where nobody knew, undefined where there is no such connection. */
export async function saveHealth(
  tx: OrgTx,
  id: string,
  health: { state: string; since: string; because: string | null },
): Promise<string | null | undefined> {
  const rows = await tx.rows<{ was: string | null }>(
    sql`update connections c set health = $3
    from (select id, health->>'state' as was from connections where org_id = $1 and id = $2 for update) before
    where c.org_id = $1 and c.id = before.id returning before.was`,
    [tx.org, id, JSON.stringify(health)],
  )
  return rows[0]?.was
}

/** Replies of a connection that have not left although they should have: how many, since when the oldest, and why. */
type StuckReplies = { connection_id: string; count: number; since: Temporal.Instant; because: string | null }

/** What has not left by each connection: tried and put off, or due since before a moment. */
export const stuckReplies = (tx: OrgTx, dueBefore: Temporal.Instant) =>
  tx.rows<StuckReplies>(
    sql`select m.connection_id, count(*)::int as count, min(m.at) as since,
      (array_agg(w.because order by w.due_at desc) filter (where w.because is not null))[1] as because
    from (
      select message_id, because, due_at from work
      where org_id = $1 and state in ('queued', 'doing') and kind <> 'give-reply'
        and (attempts > 1 or (attempts = 1 and state = 'queued') or due_at < $2)
      order by due_at limit 1000
    ) w
    join messages m on m.org_id = $1 and m.id = w.message_id
    group by m.connection_id order by m.connection_id limit 500`,
    [tx.org, dueBefore.toString()],
  )

export type Route = { org_id: string; id: string }

/** The connections that claim these addresses, of every organisation; asked as the worker. */
export const routesOf = (tx: Tx, addresses: readonly string[]) =>
  tx.rows<Route & { address: string }>(
    sql`select org_id, id, address from connections where lower(address) = any($1::text[]) and channel = 'email' and ended_at is null`,
    [addresses],
  )

/** The default mail connection of the oldest organisation that is no sample: it takes mail for any unclaimed recipient. */
export async function unclaimedRoute(tx: Tx): Promise<Route | undefined> {
  const rows = await tx.rows<Route>(
    sql`select c.org_id, c.id from connections c join organisations o on o.id = c.org_id
    where c.channel = 'email' and c.is_default order by o.is_sample, o.created_at, o.id limit 1`,
  )
  return rows[0]
}

/** Mailboxes to be read, of every organisation, each with the number of its newest change. */
export const mailboxes = (tx: Tx) =>
  tx.rows<Route & { version: number }>(
    sql`select org_id, id, version from connections where channel = 'email' and is_mailbox and ended_at is null`,
  )

/** Gives the connection by which mail comes that nobody else claims the organisation's name: it is what customers see. */
export async function nameDefaultConnection(tx: OrgTx, name: string): Promise<void> {
  await tx.rows(
    sql`update connections set name = $2 where org_id = $1 and channel = 'email' and is_default and address is null`,
    [tx.org, name],
  )
}
