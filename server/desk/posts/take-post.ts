import type { Network, RawPost } from '#server/channels/network.ts'
import type { HandedOver } from '#server/channels/handed-over.ts'
import type { Desk } from '../desk.ts'
import { keepItem } from '../items/keep-item.ts'
import { receiveKept } from '../items/understand-item.ts'

/** Keeps a post as its network gave it; the same one twice is one. Answers its item, and how to understand it once it is safe. */
export async function keepPost(
  desk: Desk,
  org: string,
  { connection, network, post }: { connection: string; network: Network; post: RawPost },
): Promise<{ understand: () => Promise<void> } | null> {
  const { handle, name, text } = post.glimpse
  const given: HandedOver = {
    channel: network.channel,
    externalId: post.externalId,
    at: post.at.toString(),
    from: { handle, network: network.name, ...(name !== undefined && { name }) },
    body: text,
    public: true,
    raw: post.raw,
  }
  const kept = await keepItem(desk, org, {
    connection,
    channel: network.channel,
    externalId: post.externalId,
    receivedAt: post.at,
    form: 'json',
    bytes: Buffer.from(JSON.stringify(given)),
    recipient: null,
  })
  if (!kept.isNew) return null
  return {
    understand: async () => {
      await receiveKept(desk, org, kept.id)
    },
  }
}
