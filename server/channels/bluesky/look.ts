import { z } from 'zod'
import type { Line, Observation } from '../network.ts'
import { askSigned } from './session.ts'

const Profile = z.object({
  did: z.string(),
  handle: z.string(),
  followersCount: z.int().nonnegative().optional(),
  followsCount: z.int().nonnegative().optional(),
  postsCount: z.int().nonnegative().optional(),
  createdAt: z.string().optional(),
  verification: z.object({ verifiedStatus: z.string() }).optional(),
})
const Profiles = z.object({ profiles: z.array(z.unknown()) })
const Feed = z.object({ feed: z.array(z.unknown()) })
const Own = z.object({
  post: z.object({
    author: z.object({ did: z.string() }),
    likeCount: z.int().nonnegative(),
    repostCount: z.int().nonnegative(),
    replyCount: z.int().nonnegative(),
  }),
})

const atOnce = 25
const newestPosts = 20

/** Handles that everybody gets who brings no domain of their own. */
const given = ['.bsky.social', '.brid.gy']

/** What the network says of accounts: who follows them, and what became of their newest posts. */
export async function look(line: Line, ids: readonly string[]): Promise<Observation[]> {
  const seen: Observation[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const actors = ids.slice(from, from + atOnce)
    for (const profile of await profilesOf(line, actors))
      seen.push({ ...observed(profile), recent: await newest(line, profile.did) })
  }
  return seen
}

/** Where the network takes one of them for nobody's name it answers about none: then each is asked about alone. */
async function profilesOf(line: Line, actors: readonly string[]): Promise<z.infer<typeof Profile>[]> {
  const answer = await askSigned(line, { method: 'app.bsky.actor.getProfiles', query: { actors } })
  if (answer.ok)
    return Profiles.catch({ profiles: [] })
      .parse(answer.said)
      .profiles.flatMap((one) => Profile.safeParse(one).data ?? [])
  const found: z.infer<typeof Profile>[] = []
  if (actors.length > 1) for (const actor of actors) found.push(...(await profilesOf(line, [actor])))
  return found
}

function observed(profile: z.infer<typeof Profile>): Observation {
  const { did, handle, followersCount, followsCount, postsCount, createdAt, verification } = profile
  return {
    id: did,
    handle,
    hasDomainHandle: handle !== 'handle.invalid' && !given.some((end) => handle.endsWith(end)),
    ...(followersCount !== undefined && { followers: followersCount }),
    ...(followsCount !== undefined && { following: followsCount }),
    ...(postsCount !== undefined && { posts: postsCount }),
    ...(createdAt !== undefined && { createdAt }),
    ...(verification && { isVerified: verification.verifiedStatus === 'valid' }),
  }
}

/** What others did with their newest own posts: what they have merely passed on is not theirs. */
async function newest(line: Line, did: string): Promise<NonNullable<Observation['recent']>> {
  const answer = await askSigned(line, {
    method: 'app.bsky.feed.getAuthorFeed',
    query: { actor: did, filter: 'posts_no_replies', limit: String(newestPosts) },
  })
  const feed = answer.ok ? (Feed.safeParse(answer.said).data?.feed ?? []) : []
  return feed.flatMap((each) => {
    const post = Own.safeParse(each).data?.post
    if (post?.author.did !== did) return []
    return [{ likes: post.likeCount, reposts: post.repostCount, replies: post.replyCount }]
  })
}
