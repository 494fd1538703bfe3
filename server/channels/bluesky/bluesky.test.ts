import { expect, test } from 'vitest'
import { z } from 'zod'
import { askPeerWithin } from '../ask-peer.ts'
import { NetworkTrouble, type Line, type PeerAnswer, type PeerRequest } from '../network.ts'
import { network } from './bluesky.ts'
import { facetsIn } from './facets.ts'
import { tidOf } from './tid.ts'

// What the real network does not do on demand: tokens that run out, limits, faults. The rest is tried on it in test/networks.

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')

type Asked = { method: string; query: URLSearchParams; token: string | undefined; body: unknown }

/** A line to a server that answers as the test says. */
function aLine(
  answer: (asked: Asked) => Partial<PeerAnswer> & { json?: unknown; limits?: Record<string, string> },
) {
  const asked: Asked[] = []
  const line: Line = {
    settings: { handle: '@aldera.example', service: 'https://pds.example' },
    secret: 'abcd-efgh',
    now: () => now,
    memory: new Map(),
    ask: async (url: URL, { headers = {}, body }: PeerRequest = {}) => {
      const one: Asked = {
        method: url.pathname.replace('/xrpc/', ''),
        query: url.searchParams,
        token: headers['authorization']?.replace('Bearer ', ''),
        body: typeof body === 'string' ? JSON.parse(body) : undefined,
      }
      asked.push(one)
      const { json, limits = {}, status = 200 } = answer(one)
      return { status, header: (name) => limits[name], text: json === undefined ? '' : JSON.stringify(json) }
    },
  }
  return { line, asked }
}

const session = (token: string) => ({
  did: 'did:plc:us',
  handle: 'aldera.example',
  accessJwt: token,
  refreshJwt: `${token}-refresh`,
})
const nothing = { notifications: [] }

test('a token that has run out is renewed, and what was asked is asked again', async () => {
  const { line, asked } = aLine(({ method, token }) => {
    if (method.endsWith('createSession')) return { json: session('old') }
    if (method.endsWith('refreshSession')) return { json: session('new') }
    return token === 'new' ? { json: nothing } : { status: 400, json: { error: 'ExpiredToken' } }
  })
  await network.read(line, null)
  await network.read(line, null)
  expect(asked.map(({ method, token }) => `${method.split('.').at(-1)} ${token ?? ''}`)).toEqual([
    'createSession ',
    'listNotifications old',
    'refreshSession old-refresh',
    'listNotifications new',
    'listNotifications new',
  ])
})

test('a renewal that is refused is a new sign-in, and reading and sending wait for one of them', async () => {
  let signIns = 0
  const { line } = aLine(({ method, token }) => {
    if (method.endsWith('createSession')) return { json: session(`t${(signIns += 1)}`) }
    if (method.endsWith('refreshSession')) return { status: 401, json: { error: 'ExpiredToken' } }
    return token === 't2' ? { json: nothing } : { status: 401, json: { error: 'InvalidToken' } }
  })
  await Promise.all([network.read(line, null), network.read(line, null)])
  expect(signIns).toBe(2)
})

test.each([
  { status: 401, error: 'AuthenticationRequired', says: /the handle or the app password is wrong/ },
  { status: 401, error: 'AuthFactorTokenRequired', says: /Make an app password/ },
  { status: 401, error: 'AccountTakedown', says: /taken this account down/ },
  { status: 502, error: 'UpstreamFailure', says: /a fault of its own/ },
])(
  'a sign-in that fails with $error is told in words, without the password',
  async ({ status, error, says }) => {
    const { line } = aLine(() => ({ status, json: { error, message: 'abcd-efgh' } }))
    const trouble = await network.signIn(line).catch((fault: unknown) => fault)
    expect(trouble).toBeInstanceOf(NetworkTrouble)
    expect(String(trouble)).toMatch(says)
    expect(String(trouble)).not.toContain('abcd')
  },
)

test('when the servers say that nothing is left, nothing is asked before they say that there is again', async () => {
  const reset = now.add({ minutes: 5 })
  const { line, asked } = aLine(({ method }) =>
    method.endsWith('createSession')
      ? { json: session('a') }
      : {
          status: 429,
          json: { error: 'RateLimitExceeded' },
          limits: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(reset.epochMilliseconds / 1000) },
        },
  )
  await expect(network.read(line, null)).rejects.toMatchObject({ until: reset })
  const before = asked.length
  await expect(network.read(line, null)).rejects.toMatchObject({ until: reset })
  expect(asked).toHaveLength(before)
})

test.each([
  { says: 'long past', limits: { 'ratelimit-reset': '1000' }, seconds: 2 },
  { says: 'now', limits: { 'retry-after': '0.001' }, seconds: 2 },
  { says: 'before now', limits: { 'retry-after': '-30' }, seconds: 2 },
  { says: 'in a hundred years', limits: { 'ratelimit-reset': '4900000000' }, seconds: 15 * 60 },
  { says: 'beyond time', limits: { 'ratelimit-reset': '1e30' }, seconds: 15 * 60 },
  { says: 'some day', limits: { 'retry-after': 'Mon, 23 Nov 2026 09:10:00 GMT' }, seconds: 60 },
])('a pause that a server ends $says is neither none nor for ever', async ({ limits, seconds }) => {
  const { line } = aLine(() => ({ status: 429, json: {}, limits }))
  await expect(network.read(line, null)).rejects.toMatchObject({
    name: 'NetworkTrouble',
    until: now.add({ seconds }),
  })
})

test('a server that is named without https:// is a trouble told in words', async () => {
  const { line } = aLine(() => ({ json: session('a') }))
  const settings = { ...line.settings, service: 'bsky.social' }
  await expect(network.signIn({ ...line, settings })).rejects.toMatchObject({
    name: 'NetworkTrouble',
    message: expect.stringContaining('https://'),
  })
})

const reply = (...texts: string[]) => ({
  posts: texts.map((text, part) => ({ key: `at://did:plc:us/app.bsky.feed.post/${part}`, text })),
  answers: 'at://did:plc:a/app.bsky.feed.post/1',
  at: now,
  us: { id: 'did:plc:us', handle: 'aldera.example', url: null },
  enterDoubt: async () => undefined,
})
const answered = {
  uri: 'at://did:plc:a/app.bsky.feed.post/1',
  cid: 'c',
  author: { did: 'did:plc:a' },
  record: { text: 'x' },
}
const AsCreated = z.object({ rkey: z.string(), record: z.object({ text: z.string() }) })

/** Our repository, which refuses some posts, and keeps some of them all the same. */
function aRepository({ refuses, keeps }: { refuses: string[]; keeps: string[] }) {
  const kept = new Map<string, string>()
  return aLine(({ method, body, query }) => {
    if (method.endsWith('createSession')) return { json: session('a') }
    if (method.endsWith('getPosts')) return { json: { posts: [answered] } }
    if (method.endsWith('getRecord')) {
      const rkey = query.get('rkey') ?? ''
      const text = kept.get(rkey)
      return text === undefined
        ? { status: 400, json: { error: 'RecordNotFound' } }
        : { json: { uri: `at://did:plc:us/app.bsky.feed.post/${rkey}`, cid: 'c', value: { text } } }
    }
    const { rkey, record } = AsCreated.parse(body)
    if (keeps.includes(record.text)) kept.set(rkey, record.text)
    return refuses.includes(record.text)
      ? { status: 400, json: { error: 'InvalidRequest' } }
      : { json: { uri: `at://did:plc:us/app.bsky.feed.post/${rkey}`, cid: 'c' } }
  })
}

test.each([400, 401, 403])(
  'a post that the network does not show now (%i) is not said to be deleted: the reply is tried again',
  async (status) => {
    const { line } = aLine(({ method }) =>
      method.endsWith('Session') ? { json: session('a') } : { status, json: { error: 'UpstreamFailure' } },
    )
    expect(await network.send(line, reply('Sorry.'))).toMatchObject({ outcome: 'try-later' })
  },
)

test('a post that the network shows no more is refused, and says why', async () => {
  const { line } = aLine(({ method }) => ({
    json: method.endsWith('createSession') ? session('a') : { posts: [] },
  }))
  expect(await network.send(line, reply('Sorry.'))).toMatchObject({
    outcome: 'refused',
    because: expect.stringContaining('not to be seen'),
  })
})

const refused = (because: string) => ({ outcome: 'refused', because })
const notTaken = 'Bluesky does not take this post.'

test.each([
  { parts: 1, refuses: ['1'], keeps: [], outcome: refused(notTaken) },
  { parts: 1, refuses: ['1'], keeps: ['1'], outcome: { outcome: 'sent' } },
  { parts: 2, refuses: ['1'], keeps: ['1', '2'], outcome: { outcome: 'sent' } },
  {
    parts: 3,
    refuses: ['2'],
    keeps: ['1'],
    outcome: refused(`${notTaken} One of 3 parts is posted and can be read there.`),
  },
  {
    parts: 3,
    refuses: ['3'],
    keeps: ['1', '2'],
    outcome: refused(`${notTaken} 2 of 3 parts are posted and can be read there.`),
  },
])(
  'of $parts parts, $refuses refused and $keeps standing in public, the truth is told',
  async ({ parts, refuses, keeps, outcome }) => {
    const { line } = aRepository({ refuses, keeps })
    expect(await network.send(line, reply(...['1', '2', '3'].slice(0, parts)))).toEqual(outcome)
  },
)

test('a question that the end of the desk breaks off is not laid at the network’s door', async () => {
  const ask = askPeerWithin({ loopback: true, trusted: [] }, AbortSignal.abort())
  await expect(ask(new URL('http://127.0.0.1:1/'))).rejects.toThrow('The desk is stopping.')
})

test('accounts are told of beside one whose name the network does not take', async () => {
  const { line } = aLine(({ method, query }) => {
    if (method.endsWith('createSession')) return { json: session('a') }
    if (method.endsWith('getAuthorFeed')) return { json: { feed: [] } }
    const actors = query.getAll('actors')
    return actors.includes('no name')
      ? { status: 400, json: { error: 'InvalidRequest' } }
      : { json: { profiles: actors.map((did) => ({ did, handle: 'a.example', followersCount: 3 })) } }
  })
  const seen = await network.look(line, ['did:plc:a', 'no name', 'did:plc:b'])
  expect(seen.map(({ id, followers }) => [id, followers])).toEqual([
    ['did:plc:a', 3],
    ['did:plc:b', 3],
  ])
})

const toldAt = '2026-11-23T08:59:00.000Z'
const readUpTo = '2026-11-23T08:30:00.000Z'

test.each([
  {
    how: 'with no name',
    change: { author: { did: 'did:plc:a', handle: 'a.example', displayName: null } },
    kind: 'message',
    until: toldAt,
  },
  {
    how: 'in another zone',
    change: { indexedAt: '2026-11-23T09:59:00+01:00' },
    kind: 'message',
    until: toldAt,
  },
  { how: 'without an author', change: { author: null }, kind: 'not-understood', until: toldAt },
  { how: 'without a moment', change: { indexedAt: 'yesterday' }, kind: 'not-understood', until: readUpTo },
  { how: 'without an address', change: { uri: undefined }, kind: 'not-understood', until: toldAt },
])('what the network tells $how is kept, and becomes a $kind', async ({ change, kind, until }) => {
  const raw = { ...notification('at://a/1', toldAt), ...change }
  const { line } = aLine(({ method }) => ({
    json: method.endsWith('createSession') ? session('a') : { notifications: [raw, 'no notification'] },
  }))
  const begun = '2026-11-20T09:00:00.000Z'
  const cursor = { begun, until: readUpTo, deepAt: '2026-11-23T08:45:00.000Z' }
  const { posts, cursor: next } = await network.read(line, cursor)
  expect(posts.map((post) => network.understand(post.raw, []).kind).toSorted()).toEqual(
    [kind, 'not-understood'].toSorted(),
  )
  expect(new Set(posts.map(({ externalId }) => externalId)).size).toBe(2)
  expect(next).toMatchObject({ until })
})

const notification = (uri: string, indexedAt: string) => ({
  uri,
  indexedAt,
  reason: 'mention',
  author: { did: 'did:plc:a', handle: 'a.example' },
  record: { text: 'x' },
})

test('a post that an author’s clock dates back is read all the same, and every week’s posts once an hour', async () => {
  const { line } = aLine(({ method }) =>
    method.endsWith('createSession')
      ? { json: session('a') }
      : {
          json: {
            // Sorted by what the authors say; the second was written on a train and came now.
            notifications: [
              notification('at://a/1', '2026-11-23T08:00:00.000Z'),
              notification('at://a/2', '2026-11-23T08:59:00.000Z'),
              notification('at://a/3', '2026-11-23T07:00:00.000Z'),
            ],
          },
        },
  )
  const begun = '2026-11-20T09:00:00.000Z'
  const cursor = { begun, until: '2026-11-23T08:30:00.000Z', deepAt: '2026-11-23T08:45:00.000Z' }
  const { posts, cursor: next } = await network.read(line, cursor)
  expect(posts.map(({ externalId }) => externalId)).toEqual(['at://a/2'])
  expect(next).toMatchObject({ until: '2026-11-23T08:59:00.000Z' })
  const deep = await network.read(line, { ...cursor, deepAt: '2026-11-23T07:30:00.000Z' })
  expect(deep.posts.map(({ externalId }) => externalId)).toEqual(['at://a/3', 'at://a/1', 'at://a/2'])
})

test('a connection that is new begins a day back', async () => {
  const { line } = aLine(({ method }) => ({
    json: method.endsWith('createSession')
      ? session('a')
      : {
          notifications: [
            notification('at://a/1', '2026-11-22T10:00:00.000Z'),
            notification('at://a/2', '2026-11-22T08:00:00.000Z'),
          ],
        },
  }))
  const { posts } = await network.read(line, null)
  expect(posts.map(({ externalId }) => externalId)).toEqual(['at://a/1'])
})

test('the same reply always has the same key, and its parts stand in their order', () => {
  const at = Temporal.Instant.from('2026-11-23T09:00:00.123Z')
  const keys = [0, 1, 2].map((part) => tidOf('a reply', at, part))
  expect(keys).toEqual(keys.toSorted())
  expect(tidOf('a reply', at, 0)).toBe(keys[0])
  expect(tidOf('another reply', at, 0)).not.toBe(keys[0])
  for (const key of keys) expect(key).toMatch(/^[234567abcdefghij][234567a-z]{12}$/)
})

test('a handle that is nobody’s is no mention', async () => {
  expect(await facetsIn('Ask @nobody.example', async () => undefined)).toEqual([])
})
