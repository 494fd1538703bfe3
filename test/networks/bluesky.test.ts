import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { network as bluesky } from '#server/channels/bluesky/bluesky.ts'
import { NetworkTrouble, type Network } from '#server/channels/network.ts'
import { readNetwork } from '#server/desk/posts/read-network.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { noteWord } from '#server/desk/settling/hear-customer.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { lookUp } from '#server/desk/people/look-up.ts'
import { openReach } from '#server/desk/claims/open-reach.ts'
import { showCase } from '#server/desk/cases/show-case.ts'
import { forgetWords } from '#server/store/keeping.ts'
import { wantReach } from '#server/store/reach.ts'
import { sql } from '#server/store/statement.ts'
import { layLine } from '#test/peers/cuttable-line.ts'
import type { AtAccount } from './at-account.ts'
import { startAtNetwork, type AtNetwork } from './at-network.ts'
import { deskOnNetworks, type DeskOnNetwork } from './desk-on-network.ts'

// The real network: identities, a personal data server and the AppView, as Bluesky runs them.

vi.setConfig({ testTimeout: 40_000, hookTimeout: 120_000 })

let network: AtNetwork
let desk: DeskOnNetwork
let us: AtAccount
let connection: string
let line: Awaited<ReturnType<typeof layLine>>

beforeAll(async () => {
  network = await startAtNetwork()
  desk = await deskOnNetworks()
  us = await network.account('aldera-care')
  line = await layLine(Number(new URL(network.pds).port))
  const settings = { handle: us.handle, service: line.url }
  connection = await desk.connect('bluesky', settings, await us.appPassword())
})

afterAll(async () => {
  await line?.close()
  await network?.stop()
  await desk?.close()
})

const soon = { timeout: 15_000, interval: 100 }

/** The cases as the queue has them, each as the administrator sees it. */
async function cases() {
  const rows = await desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ id: string }>(sql`select id from cases where org_id = $1 order by number`, [tx.org]),
  )
  return Promise.all(rows.map(({ id }) => showCase(desk, desk.admin, { caseId: id })))
}

/** Looks until there is a case with these words. */
async function caseSaying(words: string) {
  let found: Awaited<ReturnType<typeof cases>>[number] | undefined
  await expect
    .poll(async () => {
      await desk.look(connection)
      found = (await cases()).find(({ messages }) => messages.some(({ body }) => body.includes(words)))
      return found !== undefined
    }, soon)
    .toBe(true)
  if (!found) throw new Error('There is no such case.')
  return found
}

const replyTo = async (caseId: string, body: string, split = false) =>
  sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body,
    visibility: 'public' as const,
    asks: false,
    split,
  })

test('a post that mentions us is a case, and our reply stands below it in its thread', async () => {
  const alice = await network.account('alice')
  const post = await alice.post('Hey @aldera-care.test my parcel has not arrived!', { mentions: [us] })
  const kase = await caseSaying('my parcel has not arrived')
  expect(kase).toMatchObject({
    channel: 'social',
    isPublic: true,
    replyTo: { canBePublic: true, network: { as: us.handle } },
  })
  expect(kase.messages[0]).toMatchObject({
    from: { address: 'alice.test' },
    post: { url: `https://bsky.app/profile/${alice.did}/post/${post.uri.split('/').at(-1)}`, state: 'there' },
  })

  await replyTo(kase.id, 'Sorry @alice.test, a new one leaves today: https://aldera.example/track')
  expect(await desk.postDue()).toBe(1)
  await expect
    .poll(async () => (await alice.replies(post)).map(({ text }) => text), soon)
    .toEqual(['Sorry @alice.test, a new one leaves today: https://aldera.example/track'])
  const [reply] = await alice.replies(post)
  expect(reply?.facets).toMatchObject([
    { features: [{ did: alice.did }] },
    { features: [{ uri: 'https://aldera.example/track' }] },
  ])
  await expect.poll(async () => (await desk.see(kase.id)).messages.at(-1)?.delivery?.state, soon).toBe('done')
})

test('what the customer adds in the thread joins, also under another handle, and a quotation of our post does', async () => {
  const bea = await network.account('bea')
  const post = await bea.post('@aldera-care.test the drum leaks on the floor', { mentions: [us] })
  const kase = await caseSaying('the drum leaks')
  await bea.rename('beatrix.test')
  const second = await bea.post('and now it smells as well', { answers: { root: post, parent: post } })
  const mention = await bea.post('@aldera-care.test hello??', {
    mentions: [us],
    answers: { root: post, parent: second },
  })
  await caseSaying('hello??')
  expect(mention.uri).toContain(bea.did)
  await replyTo(kase.id, 'We come on Monday at nine.')
  await desk.postDue()
  await expect.poll(() => bea.replies(mention).then((all) => all.length), soon).toBe(1)
  const [ours] = await bea.replies(mention)
  await bea.post('They say Monday. Would you believe it.', { quotes: refOf(ours) })
  const after = await caseSaying('Would you believe it')
  expect(after.id).toBe(kase.id)
  expect(after.accounts).toMatchObject([{ kind: 'handle', network: 'bluesky', address: 'beatrix.test' }])
})

test('a stranger’s reply in the thread is a case of its own', async () => {
  const cleo = await network.account('cleo')
  const dan = await network.account('dan')
  const post = await cleo.post('@aldera-care.test where is my refund', { mentions: [us] })
  const kase = await caseSaying('where is my refund')
  await replyTo(kase.id, 'It left on Friday.')
  await desk.postDue()
  await expect.poll(() => cleo.replies(post).then((all) => all.length), soon).toBe(1)
  const [ours] = await cleo.replies(post)
  const parent = refOf(ours)
  await dan.post('Mine has not come either', { answers: { root: post, parent } })
  const other = await caseSaying('Mine has not come either')
  expect(other.id).not.toBe(kase.id)
})

test('what its author changes or deletes is seen: other words, then none, and the case goes on', async () => {
  const eve = await network.account('eve')
  const post = await eve.post('@aldera-care.test my bill of 12 June is wrong', { mentions: [us] })
  const kase = await caseSaying('my bill of 12 June')
  await eve.rewrite(post, '@aldera-care.test my bill of 12 July is wrong', { mentions: [us] })
  await lookUntil(async () => (await desk.see(kase.id)).messages[0]?.post?.state === 'edited')
  expect((await desk.see(kase.id)).messages[0]?.body).toContain('12 July')

  await eve.remove(post)
  await lookUntil(async () => (await desk.see(kase.id)).messages[0]?.post?.state === 'deleted')
  const after = await desk.see(kase.id)
  expect(after).toMatchObject({ state: 'open', subject: 'A post that its author has deleted' })
  expect(after.messages[0]).toMatchObject({ body: '', post: { state: 'deleted' } })
  expect(after.events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['post-edited', 'post-deleted']),
  )
  expect(await rowsWith('12 J')).toBe(0)
  await expect(replyTo(kase.id, 'The bill is mended.')).rejects.toThrow('Its author has deleted the post')
})

test('our own posts, and those of another account of ours, open no case', async () => {
  const second = await network.account('aldera-news')
  await desk.connect('bluesky', { handle: second.handle, service: network.pds }, await second.appPassword())
  await second.post('@aldera-care.test keeps you posted', { mentions: [us] })
  const fay = await network.account('fay')
  await fay.post('@aldera-care.test a marker', { mentions: [us] })
  await caseSaying('a marker')
  expect(
    (await cases()).some(({ messages }) => messages.some(({ body }) => body.includes('keeps you posted'))),
  ).toBe(false)
  const aside = await desk.db.withOrg(desk.org, (tx) =>
    tx.rows(sql`select because from items where org_id = $1 and outcome = 'set-aside'`, [tx.org]),
  )
  expect(aside).toEqual([{ because: 'loop' }])
})

test('a reply that is too long is refused in words, and posted as a numbered thread when its writer says so', async () => {
  const gil = await network.account('gil')
  const post = await gil.post('@aldera-care.test tell me everything', { mentions: [us] })
  const kase = await caseSaying('tell me everything')
  const long = 'The pump was changed on Monday and failed again on Tuesday. '.repeat(8)
  await expect(replyTo(kase.id, long)).rejects.toThrow(
    'This is 479 characters, and Bluesky takes 300: 179 characters too many.',
  )
  await replyTo(kase.id, long, true)
  await desk.postDue()
  await expect.poll(() => gil.replies(post).then((all) => all.length), soon).toBe(1)
  const [first] = await gil.replies(post)
  expect(first?.text).toMatch(/^1\/2 The pump/)
  const parent = { uri: first?.uri ?? '', cid: '' }
  await expect.poll(() => gil.replies(parent).then((all) => all[0]?.text), soon).toMatch(/^2\/2 /)
})

test('a reply whose answer was lost on the way is not posted twice', async () => {
  const hal = await network.account('hal')
  const post = await hal.post('@aldera-care.test answer me once', { mentions: [us] })
  const kase = await caseSaying('answer me once')
  await replyTo(kase.id, 'Once.')
  await desk.postDue()
  const work = await desk.db.asOwner((tx) =>
    tx.rows<{ id: string }>(
      sql`update work set state = 'queued', attempts = 1, due_at = '2020-01-01'
      where case_id = $1 and kind = 'send-post' returning id`,
      [kase.id],
    ),
  )
  expect(work).toHaveLength(1)
  await desk.postDue()
  await expect.poll(async () => (await hal.replies(post)).map(({ text }) => text), soon).toEqual(['Once.'])
})

test('a reply that was written as another account of ours is not posted as this one', async () => {
  const lou = await network.account('lou')
  const post = await lou.post('@aldera-care.test who are you', { mentions: [us] })
  const kase = await caseSaying('who are you')
  await replyTo(kase.id, 'The Aldera of before.')
  await signedInAs('did:plc:another')
  await desk.postDue()
  await signedInAs(us.did)
  expect((await desk.see(kase.id)).messages.at(-1)?.delivery).toMatchObject({
    state: 'refused',
    because: expect.stringContaining('another account of ours'),
  })
  expect(await lou.replies(post)).toEqual([])
})

test.each([
  { ends: { hours: -1 }, rest: { seconds: 2 } },
  { ends: { hours: 24 * 365 }, rest: { minutes: 15 } },
])('a pause that the network ends in $ends is $rest', async ({ ends, rest }) => {
  const looked = await lookWith({
    read: async () => {
      throw new NetworkTrouble('Too much was asked of it.', desk.now().add(ends))
    },
  })
  expect(looked?.again.total('seconds')).toBe(Temporal.Duration.from(rest).total('seconds'))
})

test('when the desk stops while it asks, nothing is said of the network', async () => {
  const health = () =>
    desk.db.withOrg(desk.org, (tx) =>
      tx.rows(sql`select health from connections where org_id = $1 and id = $2`, [tx.org, connection]),
    )
  const before = await health()
  const stopping = { ...desk, ending: AbortSignal.abort() }
  await expect(readNetwork(stopping, desk.org, connection, null)).rejects.toThrow('The desk is stopping.')
  expect(await health()).toEqual(before)
})

test('an account of which the network tells nothing is not one that it could not be asked about', async () => {
  const ned = await network.account('ned-gone')
  await ned.post('@aldera-care.test and then I left', { mentions: [us] })
  const kase = await caseSaying('and then I left')
  const reach = async () => {
    const opened = await openReach(desk, desk.admin, { caseId: kase.id, key: crypto.randomUUID() })
    return opened.reach.sight === 'shown' ? opened.reach.estimate : null
  }
  await reach()
  const asked: string[] = []
  await lookWith({
    look: async (_, ids) => {
      asked.push(...ids)
      return []
    },
  })
  expect(asked).toContain(ned.did)
  expect(await reach()).toMatchObject({ state: 'unknown', because: 'never-asked', since: null })
})

test('when the words of a case are forgotten, so are the addresses of its posts', async () => {
  const mia = await network.account('mia')
  await mia.post('@aldera-care.test forget me', { mentions: [us] })
  const kase = await caseSaying('forget me')
  const postsOf = () =>
    desk.db.withOrg(desk.org, (tx) =>
      tx.rows(
        sql`select p.key from posts p join messages m on m.org_id = p.org_id and m.id = p.message_id
        where p.org_id = $1 and m.case_id = $2`,
        [tx.org, kase.id],
      ),
    )
  expect(await postsOf()).toHaveLength(1)
  await desk.db.withOrg(desk.org, (tx) => forgetWords(tx, kase.id, desk.now().toString()))
  expect(await postsOf()).toEqual([])
})

test('while the network is away its health says since when, nothing waits, and what came meanwhile is caught up', async () => {
  const ida = await network.account('ida')
  await ida.post('@aldera-care.test before the outage', { mentions: [us] })
  const kase = await caseSaying('before the outage')
  line.cut()
  const down = await desk.look(connection)
  expect(down).toMatchObject({ state: 'waiting', because: 'The connection to the network was lost.' })
  expect((await desk.look(connection)).since).toEqual(down.since)
  await replyTo(kase.id, 'We have read this.')
  await desk.postDue()
  expect((await desk.see(kase.id)).messages.at(-1)?.delivery).toMatchObject({ state: 'queued' })
  for (const n of [1, 2, 3]) await ida.post(`@aldera-care.test while you were away ${n}`, { mentions: [us] })
  line.mend()
  await caseSaying('while you were away 3')
  for (const n of [1, 2]) expect(await caseSaying(`while you were away ${n}`)).toBeDefined()
  expect((await desk.look(connection)).state).toBe('connected')
})

test('the closing note is one more reply in public', async () => {
  const joan = await network.account('joan')
  const post = await joan.post('@aldera-care.test my dryer eats socks', { mentions: [us] })
  const kase = await caseSaying('my dryer eats socks')
  await replyTo(kase.id, 'We look into it with you in private.')
  await desk.postDue()
  await replyTo(kase.id, 'Settled with you today: the seal is new. Thank you for telling us.')
  await desk.postDue()
  await noteWord(desk, desk.admin, { ...(await desk.on(kase.id)), says: 'settled', way: 'message' })
  await resolve(desk, desk.admin, {
    ...(await desk.on(kase.id)),
    decision: 'upheld',
    restsOn: 'word',
    reason: 'The seal is new.',
  })
  await expect.poll(() => joan.replies(post).then((all) => all.length), soon).toBe(2)
  expect((await desk.see(kase.id)).state).toBe('closed')
})

test('followers that the network counts are on the card with their age; while it is away what is not known is unknown since then', async () => {
  const kim = await network.account('kim-fan')
  for (const name of ['lea', 'max', 'nia']) await (await network.account(name)).follow(kim)
  await kim.post('@aldera-care.test the oven door fell off', { mentions: [us] })
  const kase = await caseSaying('the oven door')
  const reachNow = async () => {
    const { reach } = await openReach(desk, desk.admin, { caseId: kase.id, key: crypto.randomUUID() })
    return reach.sight === 'shown' ? reach.estimate : null
  }
  expect(await reachNow()).toMatchObject({ state: 'unknown', because: 'never-asked' })
  line.cut()
  const { since } = await desk.look(connection)
  expect(await reachNow()).toEqual({ state: 'unknown', because: 'network-down', since: since.toString() })

  line.mend()
  await lookUntil(async () => (await reachNow())?.state === 'estimated')
  await askAgain()
  await lookUntil(async () => {
    const estimate = await reachNow()
    await askAgain()
    return estimate?.state === 'estimated' && estimate.sources[0]?.figures.followers === 3
  })
  expect(await reachNow()).toMatchObject({
    sources: [
      {
        network: 'bluesky',
        address: 'kim-fan.test',
        notRefreshedSince: null,
        figures: { followers: 3, hasDomainHandle: true },
      },
    ],
  })
  const { people } = await lookUp(desk, desk.admin, { q: '@kim-fan.test' })
  expect(people).toMatchObject([{ accounts: [{ address: 'kim-fan.test' }] }])
})

/** Counts grow for some moments after a follow: they are asked for anew. */
const askAgain = () =>
  desk.db.withOrg(desk.org, async (tx) => {
    const accounts = await tx.rows<{ id: string }>(
      sql`select id from accounts where org_id = $1 and address = 'kim-fan.test'`,
      [tx.org],
    )
    wantReach(
      tx,
      accounts.map(({ id }) => id),
      desk.now().toString(),
    )
  })

/** Looks again and again, as the desk does of a new post. */
async function lookUntil(isSo: () => Promise<boolean>) {
  await expect
    .poll(async () => {
      await dueNow()
      await desk.look(connection)
      return isSo()
    }, soon)
    .toBe(true)
}

/** Looks once at a network that does something otherwise. */
const lookWith = (otherwise: Partial<Network>) =>
  readNetwork(
    { ...desk, networks: new Map([['bluesky', { ...bluesky, ...otherwise }]]) },
    desk.org,
    connection,
    null,
  )

/** The connection is that of this account from now on. */
const signedInAs = (did: string) =>
  desk.db.asOwner((tx) =>
    tx.rows(
      sql`update connections set settings = jsonb_set(settings, '{network,us,id}', to_jsonb($2::text)) where id = $1`,
      [connection, did],
    ),
  )

/** It is every post's turn to be looked at. */
const dueNow = () =>
  desk.db.asOwner((tx) => tx.rows(sql`update posts set look_at = '2020-01-01' where look_at is not null`))

const refOf = (post: { uri: string; cid: string } | undefined) => ({
  uri: post?.uri ?? '',
  cid: post?.cid ?? '',
})

/** How many rows of words still hold something. */
async function rowsWith(words: string): Promise<number> {
  const rows = await desk.db.asOwner((tx) =>
    tx.rows<{ n: number }>(
      sql`select (select count(*) from message_words where position($1 in body) > 0)::int
        + (select count(*) from case_words where position($1 in subject) > 0)::int
        + (select count(*) from item_bytes where position($1 in convert_from(bytes, 'UTF8')) > 0)::int as n`,
      [words],
    ),
  )
  return rows[0]?.n ?? -1
}
