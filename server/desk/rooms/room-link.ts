import { createHash } from 'node:crypto'
import { linkMark } from '#domain/room/invitation.ts'
import { Refusal } from '#domain/refusal.ts'
import { roomLinkOfMessage } from '#server/store/room-links.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'
import { publicAddressOf } from '../replies/public-address.ts'

/** How long a link leads to its room, if nobody follows it. */
export const linkLasts = Temporal.Duration.from({ hours: 24 })

/**
 * The secret of a room's link: 256 bits that only we can make of its id, so that no more of it is kept than a digest, and
 * a mail that is sent again carries the same.
 */
const roomToken = ({ masterKey }: Pick<Desk, 'masterKey'>, id: string): string =>
  keyedDigest(masterKey, `room link ${id}`).toString('base64url')

/** What is kept of a link. */
export const roomLinkDigest = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Whether a text could be such a secret at all. */
export const isRoomToken = (text: string): boolean => /^[\w-]{43}$/.test(text)

/** A new link: what is kept of it, and the address that leads to the room. */
export async function newRoomLink(
  desk: Desk,
  org: string,
  id: string,
): Promise<{ digest: Buffer; url: string }> {
  const token = roomToken(desk, id)
  const base = await publicAddressOf(desk, org)
  if (base === null)
    throw new Refusal(
      'conflict',
      'Nobody has said where customers reach this desk, so a link would lead nowhere. An administrator says it under Settings, The desk.',
    )
  return { digest: roomLinkDigest(token), url: `${base}/r/${token}` }
}

/** What a mail says, with the link that goes by it: the link stands in no row, so no colleague opens a customer's room. */
export async function withRoomLink(
  desk: Desk,
  org: string,
  message: { id: string; body: string },
): Promise<string> {
  if (!message.body.includes(linkMark)) return message.body
  const id = await desk.db.withOrg(org, (tx) => roomLinkOfMessage(tx, message.id))
  if (id === undefined) return message.body
  return message.body.replaceAll(linkMark, (await newRoomLink(desk, org, id)).url)
}
