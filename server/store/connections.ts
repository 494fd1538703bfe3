import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type ConnectionRow = {
  id: string
  channel: string
  name: string
  address: string | null
  is_default: boolean
  settings: { imap?: ImapSettings }
  sealed_secret: Buffer | null
  wrapped_key: Buffer | null
  cursor: { uidValidity: string; lastUid: number } | null
  health: { state: string; since: string; because?: string | null } | null
}

type ImapSettings = { host: string; port: number; secure: boolean; user: string; mailbox: string }

const columns = sql`select id, channel, name, address, is_default, settings, sealed_secret, wrapped_key, cursor, health
  from connections where org_id = $1 order by created_at, id`

/** The configured ways in. */
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

/** Adds a connection. */
export async function saveConnection(
  tx: OrgTx,
  made: {
    id: string
    channel: string
    name: string
    address: string | null
    settings: unknown
    sealedSecret: Buffer | null
    wrappedKey: Buffer | null
    at: string
  },
): Promise<void> {
  await tx.rows(
    sql`insert into connections (org_id, id, channel, name, address, settings, sealed_secret, wrapped_key, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.org,
      made.id,
      made.channel,
      made.name,
      made.address,
      JSON.stringify(made.settings),
      made.sealedSecret,
      made.wrappedKey,
      made.at,
    ],
  )
}

/** Moves the cursor of a mailbox on, after what came before it was kept. */
export async function saveCursor(tx: OrgTx, id: string, cursor: unknown): Promise<void> {
  await tx.rows(sql`update connections set cursor = $3 where org_id = $1 and id = $2`, [
    tx.org,
    id,
    JSON.stringify(cursor),
  ])
}

/** Writes down how a connection is. */
export async function saveHealth(tx: OrgTx, id: string, health: unknown): Promise<void> {
  await tx.rows(sql`update connections set health = $3 where org_id = $1 and id = $2`, [
    tx.org,
    id,
    JSON.stringify(health),
  ])
}

export type Route = { org_id: string; id: string }

/** The connections that claim these addresses, of every organisation; asked as the worker. */
export const routesOf = (tx: Tx, addresses: readonly string[]) =>
  tx.rows<Route & { address: string }>(
    sql`select org_id, id, address from connections where lower(address) = any($1::text[]) and channel = 'email'`,
    [addresses],
  )

/** The default mail connection of the oldest organisation: it takes mail for any unclaimed recipient. */
export async function unclaimedRoute(tx: Tx): Promise<Route | undefined> {
  const rows = await tx.rows<Route>(
    sql`select c.org_id, c.id from connections c join organisations o on o.id = c.org_id
    where c.channel = 'email' and c.is_default order by o.created_at, o.id limit 1`,
  )
  return rows[0]
}

/** Mailboxes to be read, of every organisation. */
export const mailboxes = (tx: Tx) =>
  tx.rows<Route>(sql`select org_id, id from connections where channel = 'email' and is_mailbox`)
