import { z } from 'zod'
import type { Line, PostState } from '../network.ts'
import { PostView, wordsOf } from './post-record.ts'
import { askSigned } from './session.ts'

const Posts = z.object({ posts: z.array(z.unknown()) })

/** The network shows so many at once. */
const atOnce = 25

/**
 * What has become of posts. One that is not shown to us may be hidden: its author blocks us, or their account rests. It was
 * deleted where it stands nowhere any more, and its author is still there.
 */
export async function recheck(line: Line, keys: readonly string[]): Promise<PostState[]> {
  const states: PostState[] = []
  for (let from = 0; from < keys.length; from += atOnce) {
    const some = keys.slice(from, from + atOnce)
    const answer = await askSigned(line, { method: 'app.bsky.feed.getPosts', query: { uris: some } })
    const shown = answer.ok ? Posts.safeParse(answer.said).data : undefined
    if (!shown) return states
    const there = new Map(
      shown.posts.flatMap((post) => {
        const { data } = PostView.safeParse(post)
        return data ? [[data.uri, wordsOf(data.record)] as const] : []
      }),
    )
    for (const key of some) {
      const text = there.get(key)
      if (text !== undefined) states.push({ key, state: 'there', text })
      else if (await isGone(line, key)) states.push({ key, state: 'deleted' })
    }
  }
  return states
}

async function isGone(line: Line, uri: string): Promise<boolean> {
  const [, , repo = '', collection = '', rkey = ''] = uri.split('/')
  const record = await askSigned(line, {
    method: 'com.atproto.repo.getRecord',
    query: { repo, collection, rkey },
  })
  if (record.ok || record.error !== 'RecordNotFound') return false
  const author = await askSigned(line, { method: 'app.bsky.actor.getProfile', query: { actor: repo } })
  return author.ok
}
