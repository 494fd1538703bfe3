import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type PushKeyRow = { public_key: string; sealed_private: Buffer; wrapped_key: Buffer }

/** By what push services know this organisation. */
export async function readPushKey(tx: OrgTx): Promise<PushKeyRow | undefined> {
  const rows = await tx.rows<PushKeyRow>(
    sql`select public_key, sealed_private, wrapped_key from push_keys where org_id = $1`,
    [tx.org],
  )
  return rows[0]
}

/** Writes the key pair down, unless somebody was faster. */
export async function savePushKey(tx: OrgTx, made: PushKeyRow & { at: string }): Promise<void> {
  await tx.rows(
    sql`insert into push_keys (org_id, public_key, sealed_private, wrapped_key, made_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing`,
    [tx.org, made.public_key, made.sealed_private, made.wrapped_key, made.at],
  )
}

export type SubscriptionRow = {
  id: string
  member: string
  sealed: Buffer
  wrapped_key: Buffer
  browser: string | null
  system: string | null
  made_at: Temporal.Instant
  last_sent_at: Temporal.Instant | null
}

/** The browsers that somebody is told in, the oldest first. */
export const subscriptionsOf = (tx: OrgTx, member: string) =>
  tx.rows<SubscriptionRow>(
    sql`select id, member, sealed, wrapped_key, browser, system, made_at, last_sent_at from push_subscriptions
    where org_id = $1 and member = $2 order by made_at, id limit 100`,
    [tx.org, member],
  )

/** One browser that somebody is told in. */
export async function readSubscription(tx: OrgTx, id: string): Promise<SubscriptionRow | undefined> {
  const rows = await tx.rows<SubscriptionRow>(
    sql`select id, member, sealed, wrapped_key, browser, system, made_at, last_sent_at from push_subscriptions
    where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** Writes a browser down: it tells whoever has signed in there last. */
export async function saveSubscription(
  tx: OrgTx,
  made: Pick<SubscriptionRow, 'id' | 'member' | 'sealed' | 'wrapped_key' | 'browser' | 'system'> & {
    digest: Buffer
    at: string
  },
): Promise<string> {
  const rows = await tx.rows<{ id: string }>(
    sql`insert into push_subscriptions (org_id, id, member, endpoint_digest, sealed, wrapped_key, browser, system, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (org_id, endpoint_digest) do update set member = excluded.member, sealed = excluded.sealed,
      wrapped_key = excluded.wrapped_key, browser = excluded.browser, system = excluded.system
    returning id`,
    [
      tx.org,
      made.id,
      made.member,
      made.digest,
      made.sealed,
      made.wrapped_key,
      made.browser,
      made.system,
      made.at,
    ],
  )
  return rows[0]?.id ?? made.id
}

/** Forgets a browser: its user wants it so, or the push service knows it no more. */
export async function dropSubscription(tx: OrgTx, id: string): Promise<void> {
  await tx.rows(sql`delete from push_subscriptions where org_id = $1 and id = $2`, [tx.org, id])
}

/** Forgets the browser at an endpoint, where it is this colleague's. */
export async function dropSubscriptionAt(tx: OrgTx, member: string, digest: Buffer): Promise<void> {
  await tx.rows(
    sql`delete from push_subscriptions where org_id = $1 and member = $2 and endpoint_digest = $3`,
    [tx.org, member, digest],
  )
}

/** Writes down that something reached a browser. */
export async function noteSent(tx: OrgTx, id: string, at: string): Promise<void> {
  await tx.rows(sql`update push_subscriptions set last_sent_at = $3 where org_id = $1 and id = $2`, [
    tx.org,
    id,
    at,
  ])
}

export type PagerHookRow = {
  url: string
  sealed_secret: Buffer
  wrapped_key: Buffer
  is_on: boolean
  last_at: Temporal.Instant | null
  last_trouble: string | null
}

/** The gateway that rings pagers and telephones. */
export async function readPagerHook(tx: OrgTx): Promise<PagerHookRow | undefined> {
  const rows = await tx.rows<PagerHookRow>(
    sql`select url, sealed_secret, wrapped_key, is_on, last_at, last_trouble from pager_hooks where org_id = $1`,
    [tx.org],
  )
  return rows[0]
}

/** Writes down where the gateway is. */
export async function savePagerHook(
  tx: OrgTx,
  made: { url: string; secret: Buffer; key: Buffer; isOn: boolean; at: string; by: string },
): Promise<void> {
  await tx.rows(
    sql`insert into pager_hooks (org_id, url, sealed_secret, wrapped_key, is_on, changed_at, changed_by)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (org_id) do update set url = excluded.url, sealed_secret = excluded.sealed_secret,
      wrapped_key = excluded.wrapped_key, is_on = excluded.is_on, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by, last_trouble = null`,
    [tx.org, made.url, made.secret, made.key, made.isOn, made.at, made.by],
  )
}

/** Writes down how the gateway answered. */
export async function notePagerAnswer(tx: OrgTx, at: string, trouble: string | null): Promise<void> {
  await tx.rows(sql`update pager_hooks set last_at = $2, last_trouble = $3 where org_id = $1`, [
    tx.org,
    at,
    trouble,
  ])
}
