import { expect, test } from 'vitest'
import type { Ground } from '#domain/case/closing.ts'
import { enterFacts } from '#server/desk/cases/case-commands.ts'
import { noteWord } from '#server/desk/settling/hear-customer.ts'
import { promise } from '#server/desk/cases/promise.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { writeDeed } from '#server/desk/settling/write-deed.ts'
import { alderasDesk, dateOf } from '#test/aldera.ts'
import { letLeave } from '#test/mail.ts'

// Story 7: a sentence of regret and an invitation acknowledges, no clock of our action stops, and nothing closes by it.

const sorry = { body: 'So sorry, please DM us', visibility: 'private', asks: true } as const

test('“So sorry, please DM us” is an acknowledgement: the clock of our action runs on, and rings', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take()
  const actBy = await dateOf(desk, caseId, 'act-by')

  await sendReply(desk, desk.admin, { ...sorry, ...(await desk.on(caseId)) })
  await letLeave(desk)

  const kase = await desk.see(caseId)
  expect(kase).toMatchObject({ turn: 'ours', stage: 'acknowledged', isUnanswered: false })
  expect(await dateOf(desk, caseId, 'acknowledge-by')).toMatch(/^met/)
  expect(await dateOf(desk, caseId, 'act-by')).toBe(actBy)
  expect(actBy).toMatch(/^running/)
  const written = kase.events.find(({ type }) => type === 'reply-written')
  expect(written?.data['judged']).toEqual({
    by: 'apology/2',
    apologyOnly: true,
    missing: ['owner', 'act', 'date'],
  })

  await desk.pass('PT72H')

  expect(await dateOf(desk, caseId, 'act-by')).toMatch(/^missed/)
  expect((await desk.see(caseId)).failures).toBeGreaterThan(0)
})

test('“So sorry, please DM us” closes nothing: not by our word, not by silence, and not as asking nothing of us', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take()
  await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { harm: 'loss' } })
  const close = async (restsOn: Ground) =>
    resolve(desk, desk.admin, {
      ...(await desk.on(caseId)),
      decision: restsOn === 'asks-nothing' ? 'out-of-scope' : 'upheld',
      restsOn,
      reason: 'We have said that we are sorry.',
    })
  for (const hours of [1, 25]) {
    await sendReply(desk, desk.admin, { ...sorry, ...(await desk.on(caseId)) })
    await letLeave(desk)
    desk.wait(`PT${hours}H`)
  }
  desk.wait('PT200H')

  await expect(close('word')).rejects.toThrow('The customer has not said that it is settled')
  await expect(close('silence')).rejects.toThrow('regret alone settles nothing')
  await expect(close('deadlock')).rejects.toThrow('Only a second no')
  await expect(close('asks-nothing')).rejects.toThrow('Somebody was harmed')
  await expect(close('nobody-to-ask')).rejects.toThrow('somebody who can be asked')
  const asked = { ...sorry, asksSettled: true }
  await expect(sendReply(desk, desk.admin, { ...asked, ...(await desk.on(caseId)) })).rejects.toThrow(
    'Nothing has been done yet',
  )
  expect(await desk.see(caseId)).toMatchObject({
    state: 'open',
    stage: 'acknowledged',
    closing: { attempts: [] },
  })

  await writeDeed(desk, desk.admin, { ...(await desk.on(caseId)), what: 'The pump was exchanged.' })
  await sendReply(desk, desk.admin, { ...asked, ...(await desk.on(caseId)) })
  await letLeave(desk)
  expect((await desk.see(caseId)).closing.attempts).toEqual([])

  const word = { says: 'settled', way: 'call', words: 'It washes. Thank you.' } as const
  await noteWord(desk, desk.admin, { ...(await desk.on(caseId)), ...word })
  await close('word')
  expect(await desk.see(caseId)).toMatchObject({ state: 'closed', stage: 'customer-confirmed' })
})

test('an apology alone is no news: the update that was owed stays owed', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take()
  const due = { what: 'I call you.', dueAt: '2026-11-23T12:00:00Z' }
  await promise(desk, desk.admin, { ...(await desk.on(caseId)), ...due })
  await desk.pass('PT24H')
  const owed = (await desk.see(caseId)).deadlines.find(({ kind }) => kind === 'next-update-by')
  expect(owed).toMatchObject({ state: 'running', dueAt: '2026-11-25T13:00:00Z' })

  await sendReply(desk, desk.admin, { ...sorry, ...(await desk.on(caseId)) })
  await letLeave(desk)
  await desk.pass('PT48H')

  const { events } = await desk.see(caseId)
  const became = events.filter(({ data }) => data['id'] === owed?.id).map(({ type }) => type)
  expect(became).toContain('deadline-missed')
  expect(became).not.toContain('deadline-met')
})

test('the same regret with a question on the matter waits for its answer', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take()

  const asks = { ...sorry, body: 'So sorry. Does the pump make a noise when it starts?' }
  await sendReply(desk, desk.admin, { ...asks, ...(await desk.on(caseId)) })
  await letLeave(desk)

  expect(await desk.see(caseId)).toMatchObject({ turn: 'customers' })
  expect(await dateOf(desk, caseId, 'act-by')).toMatch(/^paused/)
})
