import { describe, expect, test } from 'vitest'
import { alderasDesk, dateOf } from '#test/aldera.ts'
import type { TestDesk } from '#test/desk.ts'
import { letLeave, takeDueReplies } from '#test/mail.ts'
import { closeSettled } from '#test/settle-case.ts'
import { ring } from '#server/work/clock.ts'
import { holdCase, recordTimePassed } from './record.ts'
import { sendReply } from '../replies/send-reply.ts'
import { settleSending } from '../replies/settle-sending.ts'
import { showAudit } from './show-desk.ts'

async function reply(desk: TestDesk, caseId: string, asks = false) {
  return sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: asks ? 'Tom fetches it on Thursday. On which floor is it?' : 'We are on it.',
    visibility: 'private',
    asks,
  })
}

const typesOf = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.map(({ type }) => type)

describe('the hours of the desk', () => {
  test('a complaint of Monday morning is owed an answer that afternoon', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('running, due Mon 14:00')
    expect(await dateOf(desk, caseId, 'act-by')).toBe('running, due Mon 18:00')
  })

  test('one of Friday at five is owed an answer on Monday at eleven', async () => {
    const desk = await alderasDesk('2026-11-20T16:00:00Z')
    const { caseId } = await desk.take()

    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('running, due Mon 11:00')
  })

  test('one of Friday night counts from Monday’s opening', async () => {
    const desk = await alderasDesk('2026-11-20T22:10:00Z')
    const { caseId } = await desk.take()

    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('running, due Mon 12:00')
  })

  test('danger waits for no opening', async () => {
    const desk = await alderasDesk('2026-11-20T22:10:00Z')
    const { caseId } = await desk.take({ facts: { harm: 'safety' } })

    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('running, due Fri 23:40')
  })
})

describe('a reply', () => {
  test('meets the date to acknowledge when it has left, not when it is written', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    await reply(desk, caseId)
    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('running, due Mon 14:00')

    await letLeave(desk)
    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('met, due Mon 14:00')
  })

  test('does not stop the date to act: sorry is not action', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await reply(desk, caseId)
    await letLeave(desk)

    await desk.pass('PT8H5M')

    expect(await dateOf(desk, caseId, 'act-by')).toBe('missed, due Mon 18:00')
    expect(await desk.see(caseId)).toMatchObject({ failures: 1, missed: 1, offer: { to: { id: 'lee' } } })
  })

  test('that left in time is no failure, though it was written down after its clock had rung', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await reply(desk, caseId)
    const [work] = await takeDueReplies(desk)
    if (!work) throw new Error('The reply is there to be sent.')
    desk.wait('PT3H59M')

    // The clock has the case while the answer of the mail server comes in.
    const { promise: leftInTime, resolve: sentNow } = Promise.withResolvers<Promise<void>>()
    await desk.db.withOrg(desk.org, async (tx) => {
      const held = await holdCase(tx, caseId)
      sentNow(settleSending(desk, { org: desk.org, work }, { outcome: 'sent' }))
      desk.wait('PT2M')
      const { kase } = await recordTimePassed(desk, tx, held)
      expect(kase.failures).toBe(1)
    })
    await leftInTime

    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('met, due Mon 14:00')
    expect(await desk.see(caseId)).toMatchObject({ failures: 0, missed: 0 })
  })

  test('that left too late stays a failure', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await reply(desk, caseId)
    desk.wait('PT4H1M')

    await letLeave(desk)
    await ring(desk)

    expect(await desk.see(caseId)).toMatchObject({ failures: 1, missed: 1 })
    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('missed, due Mon 14:00')
  })
})

describe('a reply that asks the customer something', () => {
  test('stops the clocks of our own work, and arms a date to ask again', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    desk.wait('PT2H')
    await reply(desk, caseId, true)
    await letLeave(desk)

    expect(await dateOf(desk, caseId, 'act-by')).toBe('paused, due Mon 18:00')
    expect(await dateOf(desk, caseId, 'follow-up-by')).toBe('running, due Wed 12:00')
    expect(await desk.see(caseId)).toMatchObject({ turn: 'customers' })
    expect((await desk.see(caseId)).nextDueAt).not.toBeNull()
  })

  test('lets them go on with the time that was left when the customer answers, and the answer is no failure', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take({ externalId: 'washer' })
    desk.wait('PT2H')
    await reply(desk, caseId, true)
    await letLeave(desk)
    desk.wait('PT21H')

    // Tuesday at nine, with six hours left.
    await desk.take({ inReplyTo: 'washer', subject: 'Re: your question', body: 'It is the blue one.' })

    expect(await dateOf(desk, caseId, 'act-by')).toBe('running, due Tue 15:00')
    expect(await desk.see(caseId)).toMatchObject({ turn: 'ours', failures: 0 })
    expect(
      (await desk.see(caseId)).deadlines.filter(
        ({ kind, state }) => kind === 'follow-up-by' && state === 'running',
      ),
    ).toEqual([])
  })

  test('that is never answered is our turn again, and no failure of anybody', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    desk.wait('PT2H')
    await reply(desk, caseId, true)
    await letLeave(desk)

    await desk.pass('PT48H5M')

    // Wednesday at noon, with six hours left.
    expect(await desk.see(caseId)).toMatchObject({ turn: 'ours', failures: 0 })
    expect(await dateOf(desk, caseId, 'act-by')).toBe('running, due Wed 18:00')
  })
})

describe('a date that comes', () => {
  test('near is told once, and before it is due', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    await desk.pass('PT3H25M')
    expect(await typesOf(desk, caseId)).not.toContain('deadline-near')
    await desk.pass('PT30M')

    expect((await typesOf(desk, caseId)).filter((type) => type === 'deadline-near')).toHaveLength(1)
    expect((await desk.see(caseId)).nextDue).toMatchObject({ kind: 'acknowledge-by', near: true })
  })

  test('and goes is a failure of ours that climbs', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    await desk.pass('PT4H')

    const kase = await desk.see(caseId)
    expect(kase.failureChain).toMatchObject([{ reason: 'date-missed' }])
    expect(kase.offer).toMatchObject({ to: { id: 'lee' }, trigger: 'policy' })
  })

  test('and goes stands first in every list for as long as the customer has no answer', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const missed = (await desk.see(caseId)).nextDueAt
    await desk.pass('PT4H')

    const late = await desk.see(caseId)
    expect(late.nextDueAt).toBe(missed)
    expect(late.nextDue?.kind).toBe('acknowledge-by')

    await reply(desk, caseId)
    await letLeave(desk)
    expect((await desk.see(caseId)).nextDue?.kind).not.toBe('acknowledge-by')
  })

  test('is missed once, however often the clock rings', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    desk.wait('PT4H')

    await Promise.all([ring(desk), ring(desk), ring(desk)])
    await ring(desk)

    expect(await desk.see(caseId)).toMatchObject({ failures: 1, missed: 1 })
  })

  test('finds nothing to do on a case that was settled before', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await closeSettled(desk, caseId)

    await desk.pass('PT24H')

    expect(await desk.see(caseId)).toMatchObject({ state: 'closed', failures: 0, nextDueAt: null })
  })
})

describe('while the desk was off for a night', () => {
  test('a missed date climbs the ladder to a named senior, with nobody touching it', async () => {
    // Monday at three: due on Tuesday at nine. The desk is off from four until Tuesday at ten.
    const desk = await alderasDesk('2026-11-23T14:00:00Z')
    const { caseId } = await desk.take()
    const before = (await desk.see(caseId)).owner.id
    await desk.pass('PT1H')
    desk.wait('PT18H')

    await desk.pass('PT5M')
    expect(await desk.see(caseId)).toMatchObject({
      missed: 1,
      owner: { id: before },
      offer: { to: { id: 'lee' } },
    })
    await desk.pass('PT26H')

    const kase = await desk.see(caseId)
    const asked = kase.events
      .filter(({ type }) => type === 'escalation-offered')
      .map(({ data }) => data['to'])
    expect(asked.toReversed()).toEqual(['lee', 'sue', 'eva', 'kim'])
    expect(kase).toMatchObject({ owner: { id: 'kim' }, rung: { id: 'chief' }, offer: null })
    expect(await showAudit(desk, desk.admin)).toMatchObject({ open: 1, ownerless: 0, clockless: 0 })
  })

  test('nothing is missed that was not due, and what is due next is still ahead', async () => {
    const desk = await alderasDesk('2026-11-23T16:30:00Z')
    const { caseId } = await desk.take()
    desk.wait('PT14H')

    await ring(desk)

    expect(await desk.see(caseId)).toMatchObject({ missed: 0 })
    expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe('running, due Tue 11:30')
  })
})
