import type { Channel } from '#domain/channel.ts'
import { itemKnownAs, keepItem as keepRow } from '#server/store/items.ts'
import { defaultConnection } from '#server/store/connections.ts'
import { newId } from '#server/store/id.ts'
import type { Desk } from './desk.ts'
import { keyedDigest } from './digest.ts'

export type RawItem = {
  connection: string
  channel: Channel
  externalId: string
  receivedAt: Temporal.Instant
  form: 'mail' | 'json' | 'headers'
  bytes: Uint8Array
  /** The address of ours that it was sent to. */
  recipient: string | null
}

/** An item that is kept, now or since it came before. */
type KeptItem = { id: string; isNew: boolean }

/** Stores a raw item before anybody understands it. When this has returned, its source may be told that we have it. */
export async function keepItem(desk: Desk, org: string, raw: RawItem): Promise<KeptItem> {
  const now = desk.now()
  const item = {
    ...raw,
    id: newId(now),
    // Digested from the start: a Message-ID may hold an address, and the same item is known also after an erasure.
    externalId: keyedDigest(desk.masterKey, raw.externalId).toString('base64url'),
    // A source's clock that runs ahead would put every date off.
    receivedAt: (Temporal.Instant.compare(raw.receivedAt, now) > 0 ? now : raw.receivedAt).toString(),
  }
  if (await desk.db.withOrg(org, (tx) => keepRow(tx, item))) return { id: item.id, isNew: true }
  return { id: await desk.db.withOrg(org, (tx) => itemKnownAs(tx, item)), isNew: false }
}

/** The connection by which items of a channel come that nobody configured: made when the first one comes. */
export async function connectionFor(desk: Desk, org: string, channel: Channel): Promise<string> {
  const known = connections.get(desk)?.get(`${org} ${channel}`)
  if (known) return known
  const now = desk.now()
  const id = await desk.db.withOrg(org, (tx) =>
    defaultConnection(tx, { id: newId(now), channel, name: channel, at: now.toString() }),
  )
  if (!id) throw new Error('A default connection is made when it is missing.')
  const ofDesk = connections.get(desk) ?? new Map<string, string>()
  connections.set(desk, ofDesk.set(`${org} ${channel}`, id))
  return id
}

/** Default connections are never taken away, so a process may remember them. */
const connections = new WeakMap<Desk, Map<string, string>>()
