import type { Channel } from '#domain/channel.ts'
import { keepItem as keepRow, type KeptItem } from '#server/store/items.ts'
import { defaultConnection } from '#server/store/connections.ts'
import { newId } from '#server/store/id.ts'
import type { Desk } from './desk.ts'

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

/** Stores a raw item before anybody understands it. When this has returned, its source may be told that we have it. */
export async function keepItem(desk: Desk, org: string, raw: RawItem): Promise<KeptItem> {
  const kept = await desk.db.withOrg(org, (tx) =>
    keepRow(tx, { ...raw, id: newId(desk.now()), receivedAt: raw.receivedAt.toString() }),
  )
  if (kept.isNew) desk.nudge('changes')
  return kept
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
