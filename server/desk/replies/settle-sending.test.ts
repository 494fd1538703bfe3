import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { letLeave } from '#test/mail.ts'
import { sendReply } from './send-reply.ts'
import { confirmArrival, giveReplyAgain } from './settle-sending.ts'
import { showAudit } from '../cases/show-desk.ts'

const words = { body: 'We are on it.', visibility: 'private', asks: false } as const

const replyTo = async (desk: TestDesk, caseId: string) =>
  sendReply(desk, desk.admin, { ...words, ...(await desk.on(caseId)) })

const ourReplies = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).messages.filter(({ direction }) => direction === 'out')

async function inDoubt(desk: TestDesk) {
  const { caseId } = await desk.take()
  const { id: messageId } = await replyTo(desk, caseId)
  await letLeave(desk, { outcome: 'in-doubt', because: 'The line was cut after the last dot.' })
  return { caseId, messageId }
}

describe('a reply in doubt', () => {
  test('has the case’s owner and a date, and is not repeated by itself', async () => {
    const desk = await aDesk()
    const { caseId } = await inDoubt(desk)

    expect(await ourReplies(desk, caseId)).toMatchObject([{ delivery: { state: 'in-doubt' } }])
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'in-doubt-by', state: 'running' }),
    )
    expect(await letLeave(desk)).toEqual([])
    expect(await showAudit(desk, desk.admin)).toMatchObject({ inDoubt: 1, queued: 0, sent: 0 })
  })

  test('is sent again under the same Message-ID when somebody says so', async () => {
    const desk = await aDesk()
    const { caseId, messageId } = await inDoubt(desk)

    await giveReplyAgain(desk, desk.admin, { messageId, key: 'again' })

    expect(await letLeave(desk)).toEqual([`${messageId}@desk.test`])
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'in-doubt-by', state: 'met' }),
    )
    expect(await showAudit(desk, desk.admin)).toMatchObject({ inDoubt: 0, sent: 1 })
  })

  test('is settled when somebody says that it arrived, once', async () => {
    const desk = await aDesk()
    const { caseId, messageId } = await inDoubt(desk)

    await confirmArrival(desk, desk.admin, { messageId, key: 'arrived' })

    await expect(giveReplyAgain(desk, desk.admin, { messageId, key: 'again' })).rejects.toThrow(
      'This reply is not in doubt.',
    )
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'acknowledge-by', state: 'met' }),
    )
    expect(await letLeave(desk)).toEqual([])
  })

  test('that the receiving server refuses leaves the customer waiting: the date runs on', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await replyTo(desk, caseId)

    await letLeave(desk, { outcome: 'refused', because: '550 No such user here.' })

    expect(await ourReplies(desk, caseId)).toMatchObject([
      { delivery: { state: 'refused', because: '550 No such user here.' } },
    ])
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'acknowledge-by', state: 'running' }),
    )
  })
})
