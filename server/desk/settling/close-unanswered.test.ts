import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { letLeave } from '#test/mail.ts'
import { ring } from '#server/work/clock.ts'
import { noteWord } from './hear-customer.ts'
import { resolve } from './resolve.ts'
import { sendReply } from '../replies/send-reply.ts'

const close = async (desk: TestDesk, caseId: string, nothingSentBecause?: string) => {
  await noteWord(desk, desk.admin, { ...(await desk.on(caseId)), says: 'settled', way: 'message' })
  return resolve(desk, desk.admin, {
    ...(await desk.on(caseId)),
    decision: 'upheld',
    restsOn: 'word',
    reason: 'The part was sent.',
    ...(nothingSentBecause !== undefined && { nothingSentBecause }),
  })
}

const answer = async (desk: TestDesk, caseId: string) =>
  sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: 'The part is on its way.',
    visibility: 'private',
    asks: false,
  })

const closing = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.find(({ type }) => type === 'case-resolved')

test('a case closed before its customer has had an answer says so for ever, and why nothing needed to be sent', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  expect((await desk.see(caseId)).isUnanswered).toBe(true)

  await close(desk, caseId, 'They asked on the phone not to be written to.')

  const event = await closing(desk, caseId)
  expect(event?.data).toMatchObject({ unanswered: true })
  expect(event?.remark).toBe('The part was sent.\n\nThey asked on the phone not to be written to.')
})

test('it is written down as well where a program closes it without a word about it', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()

  await close(desk, caseId)

  expect((await closing(desk, caseId))?.data).toMatchObject({ unanswered: true })
})

test('a customer who has been answered, or is being answered, is not said to wait', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  await answer(desk, caseId)
  expect((await desk.see(caseId)).isUnanswered).toBe(false)
  await letLeave(desk)
  expect((await desk.see(caseId)).isUnanswered).toBe(false)

  await expect(close(desk, caseId, 'No need.')).rejects.toThrow('has had an answer meanwhile')
  await close(desk, caseId)

  expect((await closing(desk, caseId))?.data).not.toHaveProperty('unanswered')
})

test('an answer that was missed stays owed, with the date that went by, until it is given', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  desk.wait('PT72H')
  while ((await ring(desk)) > 0);
  const owed = async () =>
    (await desk.see(caseId)).deadlines.filter(({ isStillOwed }) => isStillOwed).map(({ kind }) => kind)
  expect(await owed()).toContain('acknowledge-by')

  await answer(desk, caseId)
  await letLeave(desk)

  expect(await owed()).not.toContain('acknowledge-by')
})
