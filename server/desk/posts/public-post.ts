import type { Case } from '#domain/case/case.ts'
import { lengthIn, roomLeft } from '#domain/text/post-length.ts'
import { postParts } from '#domain/text/post-parts.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Network } from '#server/channels/network.ts'
import type { OrgTx } from '#server/store/database.ts'
import { networkOf } from '#server/store/networks.ts'
import { newestPost } from '#server/store/posts.ts'
import type { Desk } from '../desk.ts'
import type { Receiver } from '../replies/receiver.ts'

/** A reply that the desk posts itself: on which network, below what, and how its posts will be called there. */
export type PublicPost = { network: string; answers: string; keys: string[]; url: string | null }

type Written = { id: string; at: Temporal.Instant; body: string; split: boolean; files: number }

/** How a public reply is posted; none where its network is not connected, and a colleague posts it there. */
export async function publicPost(
  desk: Desk,
  tx: OrgTx,
  kase: Case,
  { account, connection }: Receiver,
  { id, at, body, split, files }: Written,
): Promise<PublicPost | null> {
  const row = await networkOf(tx, connection)
  const network = row && desk.networks.get(row.network.name)
  if (!network || account?.kind !== 'handle') return null
  if (files > 0)
    throw new Refusal('invalid', 'Files are not posted in public. Send them in private, or leave them out.')
  const count = countOf(network, body, split)
  const cases = [kase.id, ...kase.tookOver]
  const answers = await newestPost(tx, { cases, account: account.id, connection })
  if (answers === undefined)
    throw new Refusal(
      'conflict',
      'Its author has deleted the post, so there is nothing to answer in public. Answer in private.',
    )
  const keys = network.keysOf({ id, at, us: row.network.us, count })
  return { network: network.name, answers, keys, url: network.urlOf(keys[0] ?? '') }
}

/** Into how many posts a reply goes. One that is too long is not cut unless its writer says so. */
function countOf({ title, room, mostParts }: Network, body: string, split: boolean): number {
  const { parts } = postParts(body, room, mostParts)
  const length = lengthIn(body.trim(), room)
  const { left, unit } = roomLeft(body.trim(), room)
  if (parts === null)
    throw new Refusal(
      'invalid',
      `This is ${length} characters. ${title} takes ${room.characters} in a post, and a thread of ours has at most ${mostParts}: shorten it.`,
      { length, over: -left, unit },
    )
  if (parts.length > 1 && !split)
    throw new Refusal(
      'invalid',
      `This is ${length} characters, and ${title} takes ${room.characters}: ${-left} ${unit} too many. Shorten it, say the rest in private, or post it as a numbered thread.`,
      { length, over: -left, unit },
    )
  return parts.length
}

/** What the reply box has to know of a network: how much fits, and into how many posts. None where the desk posts nothing. */
export async function postingOn(desk: Desk, tx: OrgTx, { account, connection }: Receiver) {
  if (account?.kind !== 'handle') return null
  const row = await networkOf(tx, connection)
  const network = row && desk.networks.get(row.network.name)
  if (!network) return null
  const { name, title, room, mostParts } = network
  return { name, title, room, mostParts, as: row.network.us.handle }
}
