import type { Channel } from '#domain/channel.ts'
import { itemKnownAs, keepItemAlong, keepItems as keepRows } from '#server/store/items.ts'
import { defaultConnection } from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'
import { noteArrival } from './note-arrival.ts'

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
export type KeptItem = { id: string; isNew: boolean }

/** Stores a raw item before anybody understands it. When this has returned, its source may be told that we have it. */
export async function keepItem(desk: Desk, org: string, raw: RawItem): Promise<KeptItem> {
  const [kept] = await keepItems(desk, org, [raw])
  if (!kept) throw new Error('As many items are kept as were given.')
  return kept
}

/** Stores raw items that came at the same time, in one transaction: a commit costs as much as what it keeps. */
export async function keepItems(desk: Desk, org: string, raws: readonly RawItem[]): Promise<KeptItem[]> {
  const items = raws.map((raw) => ({ raw, row: rowOf(desk, raw, newId(desk.now())) }))
  const kept = await desk.db.withOrg(org, (tx) =>
    keepRows(
      tx,
      items.map(({ row }) => row),
    ),
  )
  return Promise.all(
    items.map(async ({ raw, row }) => {
      if (!kept.has(row.id))
        return { id: await desk.db.withOrg(org, (tx) => itemKnownAs(tx, row)), isNew: false }
      noteArrival(desk, org, raw.connection)
      return { id: row.id, isNew: true }
    }),
  )
}

/** Stores a raw item in the transaction that understands it too: what a colleague writes down is all kept, or none of it. */
export async function keepWithin(desk: Desk, tx: OrgTx, id: string, raw: RawItem): Promise<void> {
  if (!(await keepItemAlong(tx, rowOf(desk, raw, id)))) throw new Error('This item was kept before.')
}

function rowOf(desk: Desk, raw: RawItem, id: string) {
  const now = desk.now()
  return {
    ...raw,
    id,
    // Digested from the start: a Message-ID may hold an address, and the same item is known also after an erasure.
    externalId: keyedDigest(desk.masterKey, raw.externalId).toString('base64url'),
    // A source's clock that runs ahead would put every date off.
    receivedAt: (Temporal.Instant.compare(raw.receivedAt, now) > 0 ? now : raw.receivedAt).toString(),
  }
}

/** The connection by which items of a channel come that nobody configured: made when the first one comes. */
export async function connectionFor(desk: Desk, org: string, channel: Channel): Promise<string> {
  const known = connections.get(desk)?.get(`${org} ${channel}`)
  const now = desk.now()
  if (known && performance.now() < known.until) return known.id
  const id = await desk.db.withOrg(org, (tx) =>
    defaultConnection(tx, { id: newId(now), channel, name: channel, at: now.toString() }),
  )
  if (!id) throw new Error('A default connection is made when it is missing.')
  const ofDesk = connections.get(desk) ?? new Map<string, Default>()
  connections.set(desk, ofDesk.set(`${org} ${channel}`, { id, until: performance.now() + fresh }))
  return id
}

/** How long a process may go on with the default connection it knows: another may be made it. */
const fresh = 1000

type Default = { id: string; until: number }

const connections = new WeakMap<Desk, Map<string, Default>>()
