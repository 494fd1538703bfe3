import { z } from 'zod'
import type { SendOutcome } from '../channel.ts'
import { NetworkTrouble, type Line, type PublicReply } from '../network.ts'
import { facetsIn } from './facets.ts'
import { PostView, StrongRef } from './post-record.ts'
import { askSigned } from './session.ts'

const collection = 'app.bsky.feed.post'
const Posts = z.object({ posts: z.array(z.unknown()) })
const Written = StrongRef.extend({ value: z.object({ text: z.string() }) })

/**
 * Posts a reply, part below part, under keys that were chosen before. A part that is there already is not posted again, so that
 * an attempt that died, or whose answer was lost, is simply made again: it is never in doubt.
 */
export async function send(line: Line, reply: PublicReply): Promise<SendOutcome> {
  try {
    const answered = await postAnswered(line, reply.answers)
    if ('outcome' in answered) return await refusedBeside(line, reply, answered)
    const { root } = answered
    let { parent } = answered
    for (const { key, text } of reply.posts) {
      const posted =
        (await postThere(line, reply, key, text)) ?? (await postOne(line, reply, { key, text, root, parent }))
      if ('outcome' in posted) return await refusedBeside(line, reply, posted)
      parent = posted
    }
    return { outcome: 'sent' }
  } catch (trouble) {
    if (!(trouble instanceof NetworkTrouble)) throw trouble
    return {
      outcome: 'try-later',
      because: trouble.message,
      ...(trouble.until && { notBefore: trouble.until }),
    }
  }
}

type Refused = Extract<SendOutcome, { outcome: 'refused' }>

/** A refusal, and what of the reply stands in public all the same: an earlier attempt may have come further than this one. */
async function refusedBeside(line: Line, reply: PublicReply, { because }: Refused): Promise<SendOutcome> {
  let stand = 0
  for (const { key, text } of reply.posts) if (await postThere(line, reply, key, text)) stand += 1
  const parts = reply.posts.length
  if (stand === parts) return { outcome: 'sent' }
  if (stand === 0) return { outcome: 'refused', because }
  const beside =
    stand === 1
      ? `One of ${parts} parts is posted and can be read there.`
      : `${stand} of ${parts} parts are posted and can be read there.`
  return { outcome: 'refused', because: [because, beside].join(' ') }
}

/** What the reply hangs on in the thread, or why it cannot. */
async function postAnswered(
  line: Line,
  uri: string,
): Promise<{ parent: StrongRef; root: StrongRef } | Refused> {
  const answer = await askSigned(line, { method: 'app.bsky.feed.getPosts', query: { uris: uri } })
  const shown = answer.ok ? Posts.safeParse(answer.said).data : undefined
  if (!shown) throw new NetworkTrouble('Bluesky does not show the post that it answers at the moment.')
  const [found] = shown.posts
  const post = PostView.safeParse(found).data
  if (!post)
    return {
      outcome: 'refused',
      because:
        'The post that it answers is not to be seen any more: its author has deleted it, or blocks us.',
    }
  if (post.author.viewer?.blockedBy)
    return { outcome: 'refused', because: 'The author of the post blocks us.' }
  if (post.viewer?.replyDisabled)
    return { outcome: 'refused', because: 'The author has closed this thread: we may not answer in it.' }
  const parent = { uri: post.uri, cid: post.cid }
  return { parent, root: post.record.reply?.root ?? parent }
}

/** A part that was posted before. Under a key of ours there can be nothing but it. */
async function postThere(
  line: Line,
  { us }: PublicReply,
  uri: string,
  text: string,
): Promise<StrongRef | undefined> {
  const query = { repo: us.id, collection, rkey: keyIn(uri) }
  const answer = await askSigned(line, { method: 'com.atproto.repo.getRecord', query })
  const found = answer.ok ? Written.safeParse(answer.said).data : undefined
  return found?.value.text === text ? { uri: found.uri, cid: found.cid } : undefined
}

async function postOne(
  line: Line,
  reply: PublicReply,
  { key, text, root, parent }: { key: string; text: string; root: StrongRef; parent: StrongRef },
): Promise<StrongRef | Refused> {
  const { us, at } = reply
  const facets = await facetsIn(text, (handle) => didOf(line, handle))
  const record = {
    $type: collection,
    text,
    createdAt: at.toString({ smallestUnit: 'millisecond' }),
    reply: { root, parent },
    ...(facets.length > 0 && { facets }),
  }
  const body = { repo: us.id, collection, rkey: keyIn(key), validate: true, record }
  const answer = await askSigned(line, { method: 'com.atproto.repo.createRecord', body })
  // Refused where it has come after all, by an attempt whose answer was lost: then it stands under this key.
  if (!answer.ok)
    return (
      (await postThere(line, reply, key, text)) ?? {
        outcome: 'refused',
        because: 'Bluesky does not take this post.',
      }
    )
  const posted = StrongRef.safeParse(answer.said).data
  if (!posted) throw new NetworkTrouble('The server does not answer as a server of this network does.')
  return posted
}

async function didOf(line: Line, handle: string): Promise<string | undefined> {
  const answer = await askSigned(line, { method: 'com.atproto.identity.resolveHandle', query: { handle } })
  return answer.ok ? z.object({ did: z.string() }).safeParse(answer.said).data?.did : undefined
}

const keyIn = (uri: string) => uri.split('/').at(-1) ?? ''
