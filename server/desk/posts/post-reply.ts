import { postParts } from '#domain/text/post-parts.ts'
import type { SendOutcome } from '#server/channels/channel.ts'
import { postToSend } from '#server/store/posts.ts'
import type { Desk } from '../desk.ts'
import { lineOf } from './network-line.ts'

/** Posts a reply below what it answers. What has been posted of it already is not posted again. */
export async function postReply(
  desk: Desk,
  org: string,
  message: string,
  enterDoubt: () => Promise<void>,
): Promise<SendOutcome> {
  const { reply, reached } = await desk.db.withOrg(org, async (tx) => {
    const found = await postToSend(tx, message)
    return { reply: found, reached: found && (await lineOf(desk, tx, found.connection_id)) }
  })
  if (!reply) return { outcome: 'refused', because: 'Its words, or its receiver, were erased.' }
  if (!reached) return { outcome: 'refused', because: 'Its network is not connected any more.' }
  if (reply.answers === null)
    return { outcome: 'refused', because: 'The post that it answers is gone: its author has deleted it.' }
  const { network, line, us } = reached
  const { parts } = postParts(reply.body, network.room, network.mostParts)
  if (parts === null)
    return { outcome: 'refused', because: `It does not fit into what ${network.title} takes.` }
  if (parts.length !== reply.keys.length)
    return {
      outcome: 'refused',
      because: `It was written while ${network.title} took another length: it would be cut otherwise than was shown.`,
    }
  const keys = network.keysOf({ id: message, at: reply.at, us, count: parts.length })
  if (keys.toSorted().join() !== reply.keys.toSorted().join())
    return {
      outcome: 'refused',
      because: `It was written as another account of ours than ${network.title} is connected by now.`,
    }
  return network.send(line, {
    posts: parts.map((text, at) => ({ key: reply.keys[at] ?? '', text })),
    answers: reply.answers,
    at: reply.at,
    us,
    enterDoubt,
  })
}
