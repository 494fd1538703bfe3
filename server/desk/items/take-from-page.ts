import { createHash } from 'node:crypto'
import type { HandedOver } from '#server/channels/handed-over.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'
import { keepItem } from './keep-item.ts'
import { receiveHandedOver, receiveKept } from './understand-item.ts'

/** A file as it was chosen on a page. */
type Chosen = { name: string; bytes: Uint8Array }

/**
 * The name of what was sent from a page: the same words and files of the same page, as a double press sends them, are one item.
 * Other words or files are another, or they would be lost. Keyed, because it outlives the words that it is over.
 */
export function sentAs(
  { masterKey }: Pick<Desk, 'masterKey'>,
  nonce: string,
  words: readonly string[],
  files: readonly Chosen[] = [],
): string {
  const marks = files.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('base64url')])
  const mark = keyedDigest(masterKey, JSON.stringify(['sent from a page', words, marks]))
  return `${nonce}:${mark.toString('base64url')}`
}

/** Keeps what was sent from a page of ours, and gives it its outcome; what was sent before has one already. */
export async function takeFromPage(desk: Desk, org: string, connection: string, given: HandedOver) {
  const item = await keepItem(desk, org, {
    connection,
    channel: 'web',
    externalId: given.externalId,
    receivedAt: desk.now(),
    form: 'json',
    bytes: Buffer.from(JSON.stringify(given)),
    recipient: null,
  })
  return item.isNew
    ? receiveHandedOver(desk, org, { id: item.id, connection, given })
    : receiveKept(desk, org, item.id)
}
