import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '#domain/refusal.ts'
import { saveConnection } from '#server/store/connections.ts'
import { newId } from '#server/store/id.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { anyReplyWithPersonalData } from '#test/guard/any-personal-data.ts'
import { saveGuard, showGuard } from './guard-rules.ts'
import { merge } from '../cases/merge.ts'
import { sendReply } from './send-reply.ts'
import { shareAccount } from '../people/share-account.ts'
import { split } from '../cases/split.ts'
import { writeDown } from '../items/write-down.ts'

/** A complaint that everybody can read, and one that only we can. */
const publicPost = (desk: TestDesk, body = 'My washing machine floods the kitchen, @aldera!') =>
  desk.take({
    channel: 'social',
    from: { handle: 'ada', network: 'bluesky', name: 'Ada' },
    public: true,
    body,
  })

const reply = async (
  desk: TestDesk,
  caseId: string,
  body: string,
  more: { visibility?: 'public' | 'private'; despite?: string[] } = {},
) =>
  sendReply(desk, desk.admin, {
    visibility: 'public',
    asks: false,
    ...(await desk.on(caseId)),
    body,
    ...more,
  }).then(
    () => 'sent' as const,
    (error: unknown) => {
      if (error instanceof Refusal) return error
      throw error
    },
  )

const repliesOf = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).messages.filter(({ direction }) => direction === 'out').map(({ body }) => body)

test('no personal data leaves in public, however it is written; a refusal names its kind and no part of it', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk)
  await fc.assert(
    fc.asyncProperty(anyReplyWithPersonalData, async ({ body }) => {
      const refused = await reply(desk, caseId, body)
      expect(refused).toBeInstanceOf(Refusal)
      if (refused === 'sent') return
      expect(refused.message).toMatch(/^Everybody could read .* in this reply\./)
      expect(JSON.stringify(refused.details)).not.toMatch(/@|\d{6}/)
    }),
    { numRuns: 150 },
  )
  expect(await repliesOf(desk, caseId)).toEqual([])
}, 60_000)

test('to the person alone their own data may be said', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk)

  expect(await reply(desk, caseId, 'We call you on +49 170 1234567.', { visibility: 'private' })).toBe('sent')
})

test('a refusal says which private ways there are', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk)

  const refused = await reply(desk, caseId, 'We call you on +49 170 1234567 today.')

  expect(refused).toMatchObject({
    message: 'Everybody could read a phone number in this reply. Take it out, or send the reply in private.',
    details: { personalData: [{ kind: 'phone', from: 15, to: 30 }], privateWays: ['room', 'this-thread'] },
  })
})

test('what the company says of its own is held to: its numbers, its hashtags, its public hotline', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk)
  const rules = {
    patterns: [{ name: 'Order number', shape: 'AL-\\d{6}' }],
    hashtags: ['#AlderaCares'],
    ours: ['0800 123 4567'],
  }

  await saveGuard(desk, desk.admin, { ...rules, key: 'rules' })

  expect(await showGuard(desk, desk.admin)).toMatchObject({ ...rules, hashtags: ['AlderaCares'] })
  expect(await reply(desk, caseId, 'Order AL-123456 is on its way.')).toMatchObject({
    details: { personalData: [{ kind: 'account', called: 'Order number' }] },
  })
  expect(await reply(desk, caseId, 'So sorry. #fail')).toMatchObject({
    details: { outbound: [{ kind: 'hashtag' }] },
  })
  expect(await reply(desk, caseId, 'Sol looks at it today. #alderacares')).toBe('sent')
  expect(await reply(desk, caseId, 'Our hotline, 0800 1234567, knows of it until Friday.')).toBe('sent')
})

test('a pattern that could run for ever is refused, in a sentence', async () => {
  const desk = await aDesk()
  const faulty = {
    patterns: [{ name: 'Order', shape: '(a+)+\\d\\d' }],
    hashtags: [],
    ours: [],
    key: 'faulty',
  }

  await expect(saveGuard(desk, desk.admin, faulty)).rejects.toThrow(
    /^Order: between round brackets stand words/,
  )
})

test('another customer of the case is not named in public', async () => {
  const desk = await aDesk()
  const post = {
    channel: 'social',
    from: { handle: 'moira', network: 'bluesky', name: 'Moira Tennant' },
    public: true,
  } as const
  const { caseId } = await desk.take({ ...post, externalId: 'post', body: 'It floods.' })
  await writeDown(desk, desk.admin, {
    channel: 'phone',
    at: '2026-11-23T09:00:00Z',
    from: { name: 'Ada Quast', phone: '030 901820' },
    body: 'Rings for her neighbour: it floods her ceiling too.',
    joins: caseId,
    files: [],
    key: 'neighbour',
  })
  await desk.take({ ...post, inReplyTo: 'post', body: 'Still floods.' })
  const { otherNames } = await desk.see(caseId)

  expect(otherNames).toEqual(['Ada Quast'])
  expect(await reply(desk, caseId, 'As Ada Quast says, it is the pump.')).toMatchObject({
    details: { personalData: [{ kind: 'name' }] },
  })
})

test('nor is one whose case was taken over by a case that was taken over itself', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk)
  const apart = async (body: string) => {
    await publicPost(desk, body)
    const said = (await desk.see(caseId)).messages.find((one) => one.body === body)
    return split(desk, desk.admin, { ...(await desk.on(caseId)), items: [said?.itemId ?? ''] })
  }
  const { id: middle } = await apart('The bill is too high.')
  const { id: last } = await apart('The pump is loud.')
  await writeDown(desk, desk.admin, {
    channel: 'phone',
    at: '2026-11-23T09:00:00Z',
    from: { name: 'Eberhard Quast', phone: '030 901820' },
    body: 'Rings for his neighbour.',
    joins: last,
    files: [],
    key: 'neighbour',
  })
  await merge(desk, desk.admin, { ...(await desk.on(middle)), takes: last })
  await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes: middle })

  expect((await desk.see(caseId)).otherNames).toContain('Eberhard Quast')
  expect(await reply(desk, caseId, 'As Eberhard Quast says, it is the pump.')).not.toBe('sent')
})

test('whoever writes by a shared account is named to no other of them in public', async () => {
  const desk = await aDesk()
  const family = { channel: 'social', public: true, externalId: 'post' } as const
  const ada = { handle: 'quast', network: 'bluesky', name: 'Ada Quast' }
  const { caseId } = await desk.take({ ...family, from: ada, body: 'It floods.' })
  await desk.take({
    ...family,
    externalId: 'second',
    inReplyTo: 'post',
    from: { ...ada, name: 'Eberhard Moll' },
    body: 'Still.',
  })
  const { accounts, otherNames } = await desk.see(caseId)
  expect(otherNames).toEqual([])

  await shareAccount(desk, desk.admin, { accountId: accounts[0]?.id ?? '', sharing: 'family', key: 'shared' })

  expect((await desk.see(caseId)).otherNames).toEqual(['Eberhard Moll'])
  expect(await reply(desk, caseId, 'As Eberhard Moll says, it is the pump.')).toMatchObject({
    details: { personalData: [{ kind: 'name' }] },
  })
})

test('the addresses where mail is taken are the company’s own, and its accounts on networks are no addresses', async () => {
  const desk = await aDesk()
  const made = {
    team: null,
    settings: {},
    sealedSecret: null,
    wrappedKey: null,
    sealedRelay: null,
    wrappedRelayKey: null,
    at: desk.now().toString(),
  }
  await desk.db.withOrg(desk.admin.org, async (tx) => {
    const address = 'bluesky:did:plc:aldera'
    await saveConnection(tx, { ...made, id: newId(desk.now()), name: 'Bluesky', channel: 'social', address })
    const mailbox = { name: 'Help', channel: 'email', address: 'help@aldera.example' }
    await saveConnection(tx, { ...made, ...mailbox, id: newId(desk.now()) })
  })

  const { addresses } = await showGuard(desk, desk.admin)
  expect(addresses).toContain('help@aldera.example')
  expect(addresses.filter((address) => !address.includes('@'))).toEqual([])
})

test('words of crisis are sent in public only when they are meant', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk)

  expect(await reply(desk, caseId, 'The police was here.')).toMatchObject({
    details: { outbound: [{ kind: 'crisis' }] },
  })
  expect(await reply(desk, caseId, 'The police was here.', { despite: ['police'] })).toBe('sent')
})

test('who meant one word of crisis has not meant another that came into the reply since', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk)
  const body = 'The police was here, and nobody died.'

  expect(await reply(desk, caseId, body, { despite: ['police'] })).toMatchObject({
    message: expect.stringMatching(/^This reply has a word in it/) as unknown,
  })
  expect(await reply(desk, caseId, body, { despite: ['Police', 'died'] })).toBe('sent')
})

test('help hangs on no post and no review, in private either', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()

  const body = 'Once you delete your post, we will refund you.'
  expect(await reply(desk, caseId, body, { visibility: 'private', despite: [body] })).toMatchObject({
    message: expect.stringMatching(/^Nobody’s help hangs on/) as unknown,
  })
})

test('a public post with personal data says so, and a reply without it is drafted, in the writer’s language', async () => {
  const desk = await aDesk()
  const { caseId } = await publicPost(desk, 'Ruft mich an: 0170 1234567, ich wohne in der Musterstraße 12!')

  const kase = await desk.see(caseId)

  expect(kase.messages[0]?.holds).toEqual(['phone', 'address'])
  expect(kase.safeReply).toContain('Ihre Telefonnummer')
  expect(kase.safeReply).not.toContain('0170')
})

test('what came in private holds nothing that the public could read', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take({ body: 'Call me: 0170 1234567' })

  const kase = await desk.see(caseId)

  expect(kase.messages[0]?.holds).toEqual([])
  expect(kase.safeReply).toBeNull()
})
