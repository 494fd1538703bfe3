import { describe, expect, test } from 'vitest'
import { takeWork } from '#server/store/work.ts'
import { sql } from '#server/store/statement.ts'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'
import { did } from '#test/closing-desk.ts'
import { letLeave } from '#test/mail.ts'
import { closeSettled } from '#test/settle-case.ts'
import { sendDueReplies } from '#server/work/send-replies.ts'
import { addDraftFile } from './draft-files.ts'
import { saveDraft, showDraft } from './drafts.ts'
import { sendReply } from './send-reply.ts'
import { giveReplyAgain } from './settle-sending.ts'
import { showAudit } from '../cases/show-desk.ts'
import { withdrawReply } from './withdraw-reply.ts'

const reply = { body: 'We come on Monday.', visibility: 'private', asks: false, sendAfter: 10 } as const

const replyTo = async (
  desk: TestDesk,
  caseId: string,
  different: { asks?: boolean; asksSettled?: boolean; files?: string[] } = {},
) => sendReply(desk, desk.admin, { ...reply, ...(await desk.on(caseId)), ...different })

const ourReply = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).messages.find(({ direction }) => direction === 'out')

/** The case without what a chain only counts, and what rests on that: whoever has begun to answer did not take it for none. */
async function standing(desk: TestDesk, caseId: string) {
  const { seq: _seq, events: _events, mayBeSetAside: _, messages, ...kase } = await desk.see(caseId)
  return { ...kase, messages: messages.filter(({ direction }) => direction === 'in') }
}

describe('a reply that waits', () => {
  test('says until when it can be taken back, and does not leave before', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await replyTo(desk, caseId)

    expect((await ourReply(desk, caseId))?.delivery).toEqual({
      state: 'queued',
      because: null,
      sendsAt: '2026-11-23T09:00:10Z',
      byHand: false,
    })
    desk.wait('PT9S')
    expect(await letLeave(desk)).toEqual([])
    desk.wait('PT1S')
    expect(await letLeave(desk)).toHaveLength(1)
    expect((await ourReply(desk, caseId))?.delivery).toMatchObject({ state: 'done', sendsAt: null })
  })
})

describe('a reply that is taken back', () => {
  test('leaves the case as if it had not been written, and its words and files are a draft again', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const before = await standing(desk, caseId)
    const bytes = Buffer.from('The plan of Monday.')
    const [file] = await addDraftFile(desk, desk.admin, { caseId, name: 'plan.txt', bytes })
    const { id: messageId } = await replyTo(desk, caseId, { asks: true, files: [file?.id ?? ''] })

    await withdrawReply(desk, desk.admin, { messageId, key: 'back' })

    expect(await standing(desk, caseId)).toEqual(before)
    expect((await showDraft(desk, desk.admin, { caseId })).draft).toMatchObject({
      mode: 'private',
      body: 'We come on Monday.',
      asks: true,
      files: [{ name: 'plan.txt', type: 'text/plain', size: bytes.byteLength }],
    })
    expect(await ourReply(desk, caseId)).toMatchObject({
      direction: 'out',
      body: '',
      attachments: [],
      delivery: { state: 'withdrawn', sendsAt: null },
    })
    expect((await desk.see(caseId)).events[0]).toMatchObject({
      type: 'reply-withdrawn',
      by: 'member:administrator',
      data: { message: messageId },
    })
  })

  test('as a question whether it is settled, is no try, and what was begun in the reply box stands as it did', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await did(desk, caseId)
    const before = await standing(desk, caseId)
    await saveDraft(desk, desk.admin, {
      caseId,
      mode: 'private',
      body: 'By the way',
      asks: false,
      version: 0,
    })
    const { id: messageId } = await replyTo(desk, caseId, { asks: true, asksSettled: true })

    await withdrawReply(desk, desk.admin, { messageId, key: 'back' })
    desk.wait('PT1M')
    expect(await letLeave(desk)).toEqual([])

    expect(await standing(desk, caseId)).toEqual(before)
    expect((await showDraft(desk, desk.admin, { caseId })).draft).toMatchObject({ body: 'By the way' })
  })

  test('never leaves, and its Message-ID finds nothing', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { id: messageId } = await replyTo(desk, caseId)
    await withdrawReply(desk, desk.admin, { messageId, key: 'back' })
    desk.wait('PT1M')

    expect(await letLeave(desk)).toEqual([])
    const keys = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(sql`select key from thread_keys where message_id = $1`, [messageId]),
    )
    expect(keys).toEqual([])
  })

  test('is taken back once, however often it is asked', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { id: messageId } = await replyTo(desk, caseId)

    const first = await withdrawReply(desk, desk.admin, { messageId, key: 'back' })
    expect(await withdrawReply(desk, desk.admin, { messageId, key: 'back' })).toEqual(first)
    await expect(withdrawReply(desk, desk.admin, { messageId, key: 'again' })).rejects.toThrow(
      'no such reply',
    )
  })

  test('stands above what was begun meanwhile', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { id: messageId } = await replyTo(desk, caseId)
    const draft = { caseId, mode: 'private', body: 'And bring the', asks: false, version: 0 } as const
    await saveDraft(desk, desk.admin, draft)

    await withdrawReply(desk, desk.admin, { messageId, key: 'back' })

    expect((await showDraft(desk, desk.admin, { caseId })).draft?.body).toBe(
      'We come on Monday.\n\nAnd bring the',
    )
  })

  test('opens the case again that was closed on it', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { id: messageId } = await replyTo(desk, caseId)
    await closeSettled(desk, caseId)

    await withdrawReply(desk, desk.admin, { messageId, key: 'back' })

    const kase = await desk.see(caseId)
    expect(kase.state).toBe('open')
    expect(kase.deadlines).toContainEqual(
      expect.objectContaining({ kind: 'acknowledge-by', state: 'running' }),
    )
  })

  test('is its writer’s to take back, or a lead’s', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const ann = await desk.colleague('ann')
    const { id: messageId } = await replyTo(desk, caseId)

    await expect(withdrawReply(desk, ann, { messageId, key: 'ann' })).rejects.toThrow('Only whoever wrote')

    const lee = await desk.colleague('lee', 'lead')
    await withdrawReply(desk, lee, { messageId, key: 'lee' })
    expect((await showDraft(desk, lee, { caseId })).draft?.body).toBe('We come on Monday.')
  })

  test('comes too late once somebody has begun to send it, or has been unsure', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { id: messageId } = await replyTo(desk, caseId)
    desk.wait('PT10S')
    await letLeave(desk, { outcome: 'in-doubt', because: 'Cut.' })
    await giveReplyAgain(desk, desk.admin, { messageId, key: 'again' })

    await expect(withdrawReply(desk, desk.admin, { messageId, key: 'back' })).rejects.toThrow('too late')

    await letLeave(desk)
    await expect(withdrawReply(desk, desk.admin, { messageId, key: 'back' })).rejects.toThrow('too late')
    expect((await ourReply(desk, caseId))?.body).toBe('We come on Monday.')
  })
})

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

test('of taking back and sending exactly one wins, however close they come', async () => {
  const desk = await aDesk()
  const won = { sender: 0, writer: 0 }
  for (let round = 0; round < 40; round++) {
    const { caseId } = await desk.take({ from: { email: `ada-${round}@example.org` } })
    const { id: messageId } = await sendReply(desk, desk.admin, {
      ...reply,
      ...(await desk.on(caseId)),
      sendAfter: 0,
    })
    const [work] = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows<{ id: string }>(sql`select id from work where message_id = $1`, [messageId]),
    )
    const [taken, back] = await Promise.allSettled([
      wait(round % 8).then(() => desk.db.withOrg(desk.org, (tx) => takeWork(tx, work?.id ?? '', 1))),
      wait((round * 3) % 8).then(() => withdrawReply(desk, desk.admin, { messageId, key: `back-${round}` })),
    ])

    const isSending = taken.status === 'fulfilled' && taken.value !== undefined
    expect(isSending).toBe(back.status === 'rejected')
    won[isSending ? 'sender' : 'writer'] += 1
  }
  expect(won.sender).toBeGreaterThan(0)
  expect(won.writer).toBeGreaterThan(0)
})

describe('an answer that a colleague gives by hand', () => {
  const onThePhone = { channel: 'phone', from: { phone: '+49 30 1234567' } } as const

  test('can be taken back as long as a mailed one, and until then meets no date', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take(onThePhone)
    const before = await standing(desk, caseId)
    const { id: messageId } = await replyTo(desk, caseId)

    expect((await ourReply(desk, caseId))?.delivery).toMatchObject({ state: 'queued', byHand: true })
    expect((await standing(desk, caseId)).deadlines).toEqual(before.deadlines)
    await withdrawReply(desk, desk.admin, { messageId, key: 'back' })

    expect(await standing(desk, caseId)).toEqual(before)
    expect((await showDraft(desk, desk.admin, { caseId })).draft).toMatchObject({
      body: 'We come on Monday.',
    })
  })

  test.each(['smtp://127.0.0.1:1', null])(
    'is written down as given after that, and nothing is sent (relay: %s)',
    async (relayUrl) => {
      const desk = await aDeskAlone()
      const { caseId } = await desk.take(onThePhone)
      const { id: messageId } = await replyTo(desk, caseId)
      const way = { relayUrl, defaultFrom: 'desk@desk.test', worker: 1 }

      desk.wait('PT9S')
      await sendDueReplies(desk, way)
      expect((await ourReply(desk, caseId))?.delivery).not.toBeNull()
      desk.wait('PT1S')
      await sendDueReplies(desk, way)

      expect((await ourReply(desk, caseId))?.delivery).toBeNull()
      expect((await desk.see(caseId)).deadlines).toContainEqual(
        expect.objectContaining({ kind: 'acknowledge-by', state: 'met' }),
      )
      expect(await showAudit(desk, desk.admin)).toMatchObject({ sent: 0, queued: 0 })
      const late = withdrawReply(desk, desk.admin, { messageId, key: 'late' })
      await expect(late).rejects.toThrow('too late')
    },
  )
})
