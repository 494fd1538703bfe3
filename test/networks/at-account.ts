import { z } from 'zod'

/** A post as whoever wrote it knows it. */
export type AtPost = { uri: string; cid: string }

/** Somebody on the network, as their own app acts for them. */
export type AtAccount = {
  handle: string
  did: string
  password: string
  /** Posts; a handle of somebody in `mentions` is what they are notified by. `answers` makes it a reply in its thread. */
  post(text: string, parts?: PostParts): Promise<AtPost>
  /** Writes other words in the place of a post. */
  rewrite(post: AtPost, text: string, parts?: PostParts): Promise<void>
  remove(post: AtPost): Promise<void>
  follow(other: Pick<AtAccount, 'did'>): Promise<void>
  rename(handle: string): Promise<void>
  /** What the thread of a post holds, as the network shows it: the texts of the direct replies. */
  replies(
    post: AtPost,
  ): Promise<{ text: string; handle: string; uri: string; cid: string; facets: unknown }[]>
  /** A password by which a program may sign in, and no more. */
  appPassword(): Promise<string>
  ask(method: string, given?: Given): Promise<unknown>
}

type PostParts = {
  mentions?: readonly Pick<AtAccount, 'handle' | 'did'>[]
  answers?: { root: AtPost; parent: AtPost }
  quotes?: AtPost
  at?: string
}

type Given = { query?: Record<string, string>; body?: unknown }

const Session = z.object({ did: z.string(), handle: z.string(), accessJwt: z.string() })
const Ref = z.object({ uri: z.string(), cid: z.string() })
const Reply = z.object({
  post: z.object({
    uri: z.string(),
    cid: z.string(),
    author: z.object({ handle: z.string() }),
    record: z.object({ text: z.string(), facets: z.unknown().optional() }),
  }),
})
const Thread = z.object({ thread: z.object({ replies: z.array(Reply).default([]) }) })

/** Makes an account at a personal data server. */
export async function joinNetwork(pds: string, name: string): Promise<AtAccount> {
  const password = `pw-${name}`
  const body = { handle: `${name}.test`, email: `${name}@mail.test`, password }
  const session = Session.parse(await call(pds, 'com.atproto.server.createAccount', { body }))
  const { did } = session
  const ask = (method: string, given: Given = {}) => call(pds, method, given, session.accessJwt)
  const write = async (method: string, collection: string, record: object, rkey?: string) =>
    Ref.parse(
      await ask(`com.atproto.repo.${method}`, {
        body: { repo: did, collection, record: { $type: collection, ...record }, ...(rkey && { rkey }) },
      }),
    )
  return {
    handle: session.handle,
    did,
    password,
    ask,
    post: (text, parts) => write('createRecord', posts, recordOf(text, parts)),
    rewrite: async (post, text, parts) => {
      await write('putRecord', posts, recordOf(text, parts), keyOf(post))
    },
    remove: async (post) => {
      const gone = { repo: did, collection: posts, rkey: keyOf(post) }
      await ask('com.atproto.repo.deleteRecord', { body: gone })
    },
    follow: async (other) => {
      await write('createRecord', 'app.bsky.graph.follow', { subject: other.did, createdAt: momentNow() })
    },
    rename: async (handle) => {
      await ask('com.atproto.identity.updateHandle', { body: { handle } })
    },
    replies: async ({ uri }) => {
      const { thread } = Thread.parse(
        await ask('app.bsky.feed.getPostThread', { query: { uri, depth: '1' } }),
      )
      return thread.replies.map(({ post }) => ({
        uri: post.uri,
        cid: post.cid,
        handle: post.author.handle,
        text: post.record.text,
        facets: post.record.facets,
      }))
    },
    appPassword: async () => {
      const made = await ask('com.atproto.server.createAppPassword', { body: { name: 'desk' } })
      return z.object({ password: z.string() }).parse(made).password
    },
  }
}

const posts = 'app.bsky.feed.post'
const keyOf = ({ uri }: AtPost) => uri.split('/').at(-1) ?? ''
const momentNow = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })

const recordOf = (text: string, { mentions = [], answers, quotes, at }: PostParts = {}) => ({
  text,
  createdAt: at ?? momentNow(),
  facets: mentions.map(({ handle, did }) => ({
    index: within(text, `@${handle}`),
    features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
  })),
  ...(answers && { reply: answers }),
  ...(quotes && { embed: { $type: 'app.bsky.embed.record', record: quotes } }),
})

/** Where words stand, in bytes of UTF-8. */
function within(text: string, words: string) {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(words)))
  return { byteStart, byteEnd: byteStart + Buffer.byteLength(words) }
}

async function call(pds: string, method: string, { query, body }: Given, token?: string): Promise<unknown> {
  const url = new URL(`/xrpc/${method}`, pds)
  url.search = new URLSearchParams(query).toString()
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const said = await answer.text()
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${said.slice(0, 300)}`)
  return said === '' ? undefined : JSON.parse(said)
}
