import type { Channel } from '#domain/channel.ts'
import type { HandedOver } from '#server/channels/handed-over.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { connectionFor, keepItem } from './keep-item.ts'
import { receiveHandedOver, receiveKept } from './understand-item.ts'

/** An item that a program or a colleague hands over, as the contract gives it. */
type Given = {
  [K in keyof HandedOver]: HandedOver[K]
} & { channel: Channel }

/** Keeps an item that is handed over, then gives it its outcome. The same item again gets the same answer. */
export async function takeItem(desk: Desk, { org }: Agent, given: Given) {
  const connection = await connectionFor(desk, org, given.channel)
  const kept = await keepItem(desk, org, {
    connection,
    channel: given.channel,
    externalId: given.externalId,
    receivedAt: desk.now(),
    form: 'json',
    bytes: Buffer.from(JSON.stringify(given)),
    recipient: null,
  })
  return kept.isNew
    ? receiveHandedOver(desk, org, { id: kept.id, connection, given })
    : receiveKept(desk, org, kept.id)
}
