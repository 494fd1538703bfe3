import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { sql } from '#server/store/statement.ts'
import { channelRigs, type ChannelRig } from './channel-rig.ts'

// The rules that every channel keeps, tried on each: mail, what is handed over, Bluesky on its real network, and the made-up
// network Wave. docs/add-a-channel.md tells what they are for.

vi.setConfig({ testTimeout: 40_000, hookTimeout: 120_000 })

const soon = { timeout: 15_000, interval: 100 }

describe.each(Object.entries(channelRigs))('%s', (_, start) => {
  let rig: ChannelRig

  beforeAll(async () => {
    rig = await start()
  })

  afterAll(() => rig?.stop())

  const rows = <Row extends object>(statement: ReturnType<typeof sql>) =>
    rig.desk.db.withOrg(rig.desk.org, (tx) => tx.rows<Row>(statement, [tx.org]))
  const messages = () =>
    rows<{ case_id: string; body: string | null }>(
      sql`select m.case_id, w.body from messages m left join message_words w on w.org_id = m.org_id and w.message_id = m.id
      where m.org_id = $1 and m.direction = 'in' order by m.at, m.id`,
    )
  const saying = async (words: string) => (await messages()).filter(({ body }) => body?.includes(words))

  /** Looks until so many messages say it. */
  const until = async (words: string, count = 1) => {
    const looked = async () => {
      await rig.look()
      return (await saying(words)).length
    }
    await expect.poll(looked, soon).toBe(count)
  }

  const caseSaying = async (words: string) => (await saying(words))[0]?.case_id ?? ''
  const answer = async (words: string, body: string) => {
    const caseId = await caseSaying(words)
    await sendReply(rig.desk, rig.desk.admin, {
      ...(await rig.desk.on(caseId)),
      body,
      visibility: 'public',
      asks: false,
    })
    return caseId
  }

  test('what a customer writes is kept as it came, and becomes a case', async () => {
    await rig.writes('The drum leaks onto the floor.')
    await until('The drum leaks')
    const kept = await rows<{ outcome: string; whole: string }>(
      sql`select i.outcome, convert_from(b.bytes, 'UTF8') as whole from items i
      join item_bytes b on b.org_id = i.org_id and b.item_id = i.id where i.org_id = $1 order by i.received_at`,
    )
    expect(kept).toMatchObject([{ outcome: 'opened', whole: expect.stringContaining('The drum leaks') }])
  })

  test('the same item twice is one', async () => {
    const written = await rig.writes('My bill is wrong by ten.')
    await until('My bill is wrong')
    await rig.again(written)
    await rig.again(written)
    expect(await saying('My bill is wrong')).toHaveLength(1)
  })

  test('what answers in its thread joins the case', async () => {
    const first = await rig.writes('The courier never rang.')
    await until('The courier never rang')
    await rig.writes('He has not come today either.', first)
    await until('not come today')
    expect(await caseSaying('not come today')).toBe(await caseSaying('The courier never rang'))
  })

  test('what is ours, or comes from a machine, opens no case', async () => {
    await rig.ours('This is from us.')
    await rig.writes('A marker behind it.')
    await until('A marker behind it')
    expect(await saying('This is from us')).toEqual([])
  })

  test('every item has one outcome, and no message is without its item', async () => {
    const [counted] = await rows(
      sql`select count(*) filter (where outcome is null)::int as waiting,
        count(*) filter (where outcome in ('opened', 'joined'))::int as brought,
        (select count(*) from messages m where m.org_id = $1 and m.direction = 'in')::int as messages
      from items where org_id = $1`,
    )
    expect(counted).toMatchObject({ waiting: 0 })
    expect(counted).toHaveProperty('brought', (await messages()).length)
  })

  test('an outage is told in words with its beginning, without the secret, and what came meanwhile is caught up', async () => {
    const { line, posts } = rig
    if (!line || !posts) return
    line.cut()
    const health = await line.health()
    expect(health).toMatchObject({ state: 'waiting', because: expect.stringMatching(/^[A-Z].*\.$/) })
    expect(JSON.stringify(health)).not.toContain(posts.secret)
    await rig.writes('Written while you were away.')
    line.mend()
    await until('Written while you were away')
    expect(await line.health()).toMatchObject({ state: 'connected' })
  })

  test('the secret is nowhere in the database but sealed', async () => {
    if (!rig.posts) return
    const found = await rows<{ row: string }>(
      sql`select settings::text || coalesce(health::text, '') || coalesce(cursor::text, '') as row from connections where org_id = $1`,
    )
    expect(found.map(({ row }) => row).join()).not.toContain(rig.posts.secret)
  })

  test('a public reply stands below what it answers, once, however often its sending is looked at', async () => {
    const { posts } = rig
    if (!posts) return
    const written = await rig.writes('Answer me here.')
    await until('Answer me here')
    await answer('Answer me here', 'We come on Monday.')
    await Promise.all([rig.desk.postDue(), rig.desk.postDue()])
    await rig.desk.postDue()
    await expect.poll(() => posts.below(written), soon).toEqual(['We come on Monday.'])
  })

  test('a reply whose answer is lost is in doubt, with a person to decide, and is not posted again by itself', async () => {
    const { posts } = rig
    if (!posts?.loseAnswers) return
    const written = await rig.writes('Does anybody answer?')
    await until('Does anybody answer')
    const caseId = await answer('Does anybody answer', 'We do.')
    posts.loseAnswers()
    await rig.desk.postDue()
    expect((await rig.desk.see(caseId)).messages.at(-1)?.delivery).toMatchObject({ state: 'in-doubt' })
    expect(await rig.desk.postDue()).toBe(0)
    expect(await posts.below(written)).toEqual(['We do.'])
  })

  test('what is too long for it is refused before anything is posted, with how long it is and what fits', async () => {
    const { posts } = rig
    if (!posts) return
    await rig.writes('Tell me all of it.')
    await until('Tell me all of it')
    const long = 'x'.repeat(posts.most + 1)
    await expect(answer('Tell me all of it', long)).rejects.toThrow(`This is ${posts.most + 1} characters`)
    expect(await rig.desk.postDue()).toBe(0)
  })

  test('what its writer takes back is taken back here: its words go, and the case goes on', async () => {
    if (!rig.remove) return
    const written = await rig.writes('I live at the harbour.')
    await until('I live at the harbour')
    const caseId = await caseSaying('I live at the harbour')
    await rig.remove(written)
    await until('I live at the harbour', 0)
    const kase = await rig.desk.see(caseId)
    expect(kase).toMatchObject({ state: 'open' })
    expect(kase.messages.find(({ post }) => post?.state === 'deleted')).toMatchObject({ body: '' })
    const left = await rows(
      sql`select 1 from item_bytes where org_id = $1 and position('the harbour' in convert_from(bytes, 'UTF8')) > 0`,
    )
    expect(left).toEqual([])
  })
})
