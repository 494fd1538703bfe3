import { describe, expect, test } from 'vitest'
import { Refusal } from '#domain/refusal.ts'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'
import { aMail, deliver, letLeave } from '#test/mail.ts'
import { closeSettled } from '#test/settle-case.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import { sql } from '#server/store/statement.ts'
import { ring } from '#server/work/clock.ts'
import { sendDueReplies } from '#server/work/send-replies.ts'
import { addMailbox } from '../connections/add-mailbox.ts'
import { reopen, writeNote } from '../cases/case-commands.ts'
import { confirmLink, proposeLink } from '../people/decide-link.ts'
import { sendReply } from './send-reply.ts'
import { showAudit } from '../cases/show-desk.ts'

const words = { body: 'We are on it.', visibility: 'private', asks: false } as const

const replyTo = async (
  desk: TestDesk,
  caseId: string,
  different: { body?: string; visibility?: 'public' } = {},
) => sendReply(desk, desk.admin, { ...words, ...(await desk.on(caseId)), ...different })

const ourReplies = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).messages.filter(({ direction }) => direction === 'out')

/** Who gets a reply, and from which address of ours. */
async function routeOf(desk: TestDesk, messageId: string) {
  const [route] = await desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ to: string | null; from: string | null }>(
      sql`select a.address as to, n.address as from from messages m
      left join accounts a on a.org_id = m.org_id and a.id = m.account_id
      left join connections n on n.org_id = m.org_id and n.id = m.connection_id where m.id = $1`,
      [messageId],
    ),
  )
  return route
}

/** What a refusal says, in its sentence and beside it. */
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? { sentence: error.message, ...error.details } : error),
  )

describe('a reply to a case that moved meanwhile', () => {
  test('is refused, and told what the customer has written since', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ externalId: 'washer' })
    const seen = await desk.on(caseId)
    await desk.take({ inReplyTo: 'washer', subject: 'Stop', body: 'It works again.' })

    const refused = await refusalOf(sendReply(desk, desk.admin, { ...words, ...seen }))

    expect(refused).toMatchObject({
      sentence: 'The case has changed since you opened it. Look at what is new, then decide again.',
      seq: seen.seq + 1,
      changed: [{ type: 'message-received', by: 'customer' }],
    })
    expect(await ourReplies(desk, caseId)).toEqual([])
  })

  test('is refused, and told what a colleague has done since', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const seen = await desk.on(caseId)
    const lee = await desk.colleague('lee')
    await writeNote(desk, lee, { ...(await desk.on(caseId)), body: 'I have called her.' })

    expect(await refusalOf(sendReply(desk, desk.admin, { ...words, ...seen }))).toMatchObject({
      changed: [{ type: 'note-written', by: 'member:lee' }],
    })
  })

  test('is not refused because a clock has ticked, or our own mail has left', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await replyTo(desk, caseId)
    const seen = await desk.on(caseId)
    await letLeave(desk)
    desk.wait('PT40H')
    await ring(desk)

    await sendReply(desk, desk.admin, { ...words, ...seen, body: 'And again.' })

    expect(await ourReplies(desk, caseId)).toHaveLength(2)
  })

  test('written by two colleagues at once leaves once, and the second is told of the first', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const lee = await desk.colleague('lee')
    const { seq } = await desk.on(caseId)

    const [first, second] = await Promise.allSettled([
      sendReply(desk, desk.admin, { ...words, caseId, seq, key: 'mine' }),
      sendReply(desk, lee, { ...words, caseId, seq, key: 'theirs' }),
    ])

    expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await ourReplies(desk, caseId)).toHaveLength(1)
  })

  test('that says it has seen what has not happened is refused', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { seq } = await desk.on(caseId)

    await expect(
      sendReply(desk, desk.admin, { ...words, caseId, seq: seq + 1, key: 'ahead' }),
    ).rejects.toThrow('has not happened yet')
  })
})

describe('the key of a reply', () => {
  test('given twice makes one reply, and the same answer', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const asked = { ...words, ...(await desk.on(caseId)) }

    const first = await sendReply(desk, desk.admin, asked)
    const second = await sendReply(desk, desk.admin, asked)

    expect(second).toEqual(first)
    expect(await ourReplies(desk, caseId)).toHaveLength(1)
  })

  test('given ten times at once makes one reply', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const asked = { ...words, ...(await desk.on(caseId)) }

    const answers = await Promise.all(Array.from({ length: 10 }, () => sendReply(desk, desk.admin, asked)))

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await ourReplies(desk, caseId)).toHaveLength(1)
    expect(await showAudit(desk, desk.admin)).toMatchObject({ queued: 1 })
  })

  test('cannot be used for other words, nor for another command', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const asked = { ...words, ...(await desk.on(caseId)) }
    await sendReply(desk, desk.admin, asked)

    await expect(sendReply(desk, desk.admin, { ...asked, body: 'Something else.' })).rejects.toThrow(
      'used for another command',
    )
    const note = { ...(await desk.on(caseId)), key: asked.key, body: words.body }
    await expect(writeNote(desk, desk.admin, note)).rejects.toThrow('used for another command')
    expect(await ourReplies(desk, caseId)).toHaveLength(1)
  })

  test('of a reply that was refused can be used again', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { seq } = await desk.on(caseId)
    await refusalOf(sendReply(desk, desk.admin, { ...words, caseId, seq: seq - 1, key: 'once' }))

    await sendReply(desk, desk.admin, { ...words, caseId, seq, key: 'once' })

    expect(await ourReplies(desk, caseId)).toHaveLength(1)
  })

  test('of another organisation is another key', async () => {
    const desk = await aDesk()
    const other = await aDesk()
    const ours = await desk.take()
    const theirs = await other.take()

    await sendReply(desk, desk.admin, { ...words, ...(await desk.on(ours.caseId)), key: 'same' })
    await sendReply(other, other.admin, { ...words, ...(await other.on(theirs.caseId)), key: 'same' })

    expect(await ourReplies(other, theirs.caseId)).toHaveLength(1)
  })
})

describe('a reply is refused in words', () => {
  test('on a closed case, until it is reopened', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await closeSettled(desk, caseId)

    await expect(replyTo(desk, caseId)).rejects.toThrow('This case is closed. Reopen it to reply.')
    await reopen(desk, desk.admin, await desk.on(caseId))
    await replyTo(desk, caseId)
    expect(await ourReplies(desk, caseId)).toHaveLength(1)
  })

  test('in public, when the complaint came in private', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()

    await expect(replyTo(desk, caseId, { visibility: 'public' })).rejects.toThrow(
      'This came in private, so the answer is private too.',
    )
  })

  test('when nobody can be reached', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ channel: 'chat', from: { name: 'Ada' } })

    await expect(replyTo(desk, caseId)).rejects.toThrow('There is nobody to reply to')
  })

  test('on a case that is not there, or another organisation’s', async () => {
    const desk = await aDesk()
    const other = await aDesk()
    const { caseId } = await other.take()
    const asked = { ...words, caseId, seq: 2, key: 'foreign' }

    await expect(sendReply(desk, desk.admin, asked)).rejects.toThrow('There is no such case.')
    expect(await ourReplies(other, caseId)).toEqual([])
  })
})

describe('a reply goes', () => {
  test('to the account that wrote last', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ from: { email: 'ada@example.org' }, externalId: 'washer' })
    const { caseId: bill } = await desk.take({
      from: { email: 'ada@work.example' },
      subject: 'Invoice 4711',
      body: 'Charged twice.',
    })
    const [atWork] = (await desk.see(bill)).accounts
    const link = await proposeLink(desk, desk.admin, {
      accountId: atWork?.id ?? '',
      caseId,
      evidence: 'said-so',
      key: 'link',
    })
    await confirmLink(desk, desk.admin, { linkId: link.id })
    await desk.take({
      from: { email: 'ada@work.example' },
      inReplyTo: 'washer',
      subject: 'Re: washer',
      body: 'Write to me here.',
    })

    const { id } = await replyTo(desk, caseId)

    expect(await routeOf(desk, id)).toMatchObject({ to: 'ada@work.example' })
  })

  test('from the address that was written to', async () => {
    const desk = await aDesk()
    await addMailbox(desk, desk.admin, { name: 'Help', address: 'help@aldera.test' })
    await addMailbox(desk, desk.admin, { name: 'Complaints', address: 'complaints@aldera.test' })
    const [item] = await deliver(desk, aMail(), ['complaints@aldera.test'])

    const { id } = await replyTo(desk, item?.caseId ?? '')

    expect(await routeOf(desk, id)).toEqual({ to: 'ada@example.org', from: 'complaints@aldera.test' })
  })

  test('under the subject of the thread, with the case number once', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ externalId: 'washer' })
    const { number } = await desk.see(caseId)
    await desk.take({ inReplyTo: 'washer', subject: `AW: Re: My washer [EH-${number}]`, body: 'And?' })

    await replyTo(desk, caseId)

    expect(await ourReplies(desk, caseId)).toMatchObject([{ subject: `My washer [EH-${number}]` }])
  })

  test('on the phone by the colleague’s own voice: nothing is sent, and it counts as given', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 30 1234567' } })

    await replyTo(desk, caseId)

    expect(await showAudit(desk, desk.admin)).toMatchObject({ queued: 0 })
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'acknowledge-by', state: 'met' }),
    )
  })

  test('by mail to whoever wrote by a form, and is shown so', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ channel: 'web', from: { email: 'ada@example.org', name: 'Ada' } })

    await replyTo(desk, caseId)

    expect(await ourReplies(desk, caseId)).toMatchObject([{ channel: 'email' }])
  })

  test('nowhere without a way out: it stays queued, and visibly so', async () => {
    const desk = await aDeskAlone()
    const { caseId } = await desk.take()
    await replyTo(desk, caseId)

    await sendDueReplies(desk, { relayUrl: null, defaultFrom: 'help@desk.test', worker: 1 })

    expect(await ourReplies(desk, caseId)).toMatchObject([{ delivery: { state: 'queued' } }])
    expect(await showAudit(desk, desk.admin)).toMatchObject({ queued: 1, sent: 0 })
  })

  test('once to a real mail server, though several processes look for work at the same time', async () => {
    const desk = await aDeskAlone()
    const server = await startReceivingServer()
    const [item] = await deliver(desk, aMail({ messageId: 'first@example.org' }))
    desk.wait('PT1M')
    const { id } = await replyTo(desk, item?.caseId ?? '')

    const way = { relayUrl: server.url, defaultFrom: 'help@desk.test' }
    await Promise.all([1, 2, 3].map((worker) => sendDueReplies(desk, { ...way, worker })))
    await server.close()

    expect(server.accepted).toMatchObject([
      { messageId: expect.stringContaining(id), to: ['ada@example.org'] },
    ])
    expect(Buffer.from(server.accepted[0]?.bytes ?? []).toString()).toContain(
      'In-Reply-To: <first@example.org>',
    )
    expect(await showAudit(desk, desk.admin)).toMatchObject({ sent: 1, queued: 0, inDoubt: 0 })
  })
})
