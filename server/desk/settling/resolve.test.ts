import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aBounce, deliver, letLeave } from '#test/mail.ts'
import { closeAfterNo } from '#test/settle-case.ts'
import { assign, enterFacts, reopen } from '../cases/case-commands.ts'
import { erasePerson } from '../people/erase-person.ts'
import { noteAttempt } from './note-attempt.ts'
import { promise } from '../cases/promise.ts'
import { sendReply } from '../replies/send-reply.ts'
import { aCase, close, did, note, other } from '#test/closing-desk.ts'

const asks = async (desk: TestDesk, caseId: string, body = 'Is it settled for you?') => {
  const reply = { body, visibility: 'private', asks: true, asksSettled: true } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  await letLeave(desk)
}

describe('a case is closed', () => {
  test('by the customer’s word, and not before they said so', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await expect(close(desk, caseId)).rejects.toThrow('has not said that it is settled')

    await note(desk, caseId)
    expect((await desk.see(caseId)).stage).toBe('customer-confirmed')
    await close(desk, caseId)

    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({ state: 'closed', stage: 'customer-confirmed' })
    expect(kase.events.find(({ type }) => type === 'case-resolved')?.data).toMatchObject({ restsOn: 'word' })
  })

  test('by no word that the customer took back by writing again', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ externalId: 'washer' })
    await note(desk, caseId)
    desk.wait('PT1H')
    await desk.take({ inReplyTo: 'washer', body: 'It drips again.' })

    expect((await desk.see(caseId)).stage).toBe('detected')
    await expect(close(desk, caseId)).rejects.toThrow('since they last wrote')
  })

  test('by nothing that a colleague heard before anything was done', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    const heard = { way: 'call', words: 'All fine, thanks.' } as const

    await expect(note(desk, caseId, heard)).rejects.toThrow('Nothing has been done yet')
    await expect(note(desk, caseId, { way: 'call' })).rejects.toThrow('Nothing has been done yet')
    await did(desk, caseId)
    await expect(note(desk, caseId, { way: 'call' })).rejects.toThrow('words in which')
    await note(desk, caseId, heard)

    await close(desk, caseId)
    expect((await desk.see(caseId)).state).toBe('closed')
  })

  test('when we asked on two days, after a deed, and heard nothing for a week', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    const silence = { restsOn: 'silence' } as const
    await expect(close(desk, caseId, silence)).rejects.toThrow('regret alone settles nothing')
    await expect(asks(desk, caseId)).rejects.toThrow('Nothing has been done yet')
    await did(desk, caseId)

    await asks(desk, caseId)
    await asks(desk, caseId)
    await expect(close(desk, caseId, silence)).rejects.toThrow('on 1 of the 2 days')
    // Whoever would ask again on the same day is told from when it counts.
    expect((await desk.see(caseId)).closing.lacks.silence).toMatchObject([
      { lack: 'attempts', made: 1, of: 2, countsFrom: '2026-11-24', silentDays: 7 },
    ])
    desk.wait('PT24H')
    await asks(desk, caseId)
    await expect(close(desk, caseId, silence)).rejects.toThrow('7 days after we last asked')
    desk.wait('PT168H')
    await close(desk, caseId, silence)

    expect(await desk.see(caseId)).toMatchObject({ state: 'closed', stage: 'action-done' })
  })

  test('after more questions, further apart and a longer silence, where policy asks for them', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { harm: 'health' } })
    await did(desk, caseId)
    const silence = { restsOn: 'silence' } as const

    for (const wait of ['PT24H', 'PT24H', 'PT48H'] as const) {
      await asks(desk, caseId)
      desk.wait(wait)
    }
    await expect(close(desk, caseId, silence)).rejects.toThrow('on 2 of the 3 days')
    await asks(desk, caseId)
    await expect(close(desk, caseId, silence)).rejects.toThrow('14 days after we last asked')
    desk.wait('PT336H')
    await close(desk, caseId, silence)

    expect((await desk.see(caseId)).state).toBe('closed')
  })

  test('by no regret that was sent as a question, and by no question that came back', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await did(desk, caseId)
    await asks(desk, caseId, 'So sorry. Please write to us.')
    expect((await desk.see(caseId)).closing.attempts).toEqual([])

    const reply = {
      body: 'Is it settled for you?',
      visibility: 'private',
      asks: true,
      asksSettled: true,
    } as const
    await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
    const [messageId = ''] = await letLeave(desk)
    expect((await desk.see(caseId)).closing.attempts).toHaveLength(1)
    await deliver(desk, aBounce(messageId))

    expect((await desk.see(caseId)).closing.attempts).toEqual([])
  })

  test('a call that nobody took counts as a try, to a number of theirs and no other', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({
      channel: 'phone',
      from: { phone: '+49 30 2312 5655', name: 'Ludgera' },
    })
    await did(desk, caseId)
    const [phone] = (await desk.see(caseId)).accounts
    const tried = { account: phone?.id ?? '', triedAt: desk.now().toString(), what: 'It rang out.' }
    desk.wait('PT5M')

    await expect(
      noteAttempt(desk, desk.admin, { ...(await desk.on(caseId)), ...tried, account: crypto.randomUUID() }),
    ).rejects.toThrow('no telephone number')
    await noteAttempt(desk, desk.admin, { ...(await desk.on(caseId)), ...tried })

    expect((await desk.see(caseId)).closing.attempts).toMatchObject([{ way: 'call' }])
  })

  test('as asking nothing only where nobody was harmed, nothing promised and nothing refused', async () => {
    const desk = await aDesk()
    const nothing = { restsOn: 'asks-nothing', decision: 'out-of-scope' } as const
    const [praise, harmed, promised] = [
      await aCase(desk),
      await desk.take(other(1)),
      await desk.take(other(2)),
    ]
    await enterFacts(desk, desk.admin, { ...(await desk.on(harmed.caseId)), facts: { harm: 'loss' } })
    const dueAt = desk.now().add({ hours: 2 }).toString()
    await promise(desk, desk.admin, { ...(await desk.on(promised.caseId)), what: 'A call', dueAt })

    await expect(close(desk, praise, { ...nothing, decision: 'upheld' })).rejects.toThrow('out of scope')
    await expect(close(desk, harmed.caseId, nothing)).rejects.toThrow('Somebody was harmed')
    await expect(close(desk, promised.caseId, nothing)).rejects.toThrow('Something was promised')
    await expect(close(desk, praise, nothing)).rejects.toThrow(
      'Nobody has said yet whether somebody was harmed',
    )
    await enterFacts(desk, desk.admin, { ...(await desk.on(praise)), facts: { harm: 'none' } })
    await close(desk, praise, nothing)
    expect((await desk.see(praise)).state).toBe('closed')

    await desk.take({ body: 'Thanks again for the washing machine that floods the kitchen.' })
    expect((await desk.see(praise)).duties.why).not.toContainEqual(
      expect.objectContaining({ row: 'disagreed' }),
    )
  })

  test('where nobody is left to ask, and not while there is somebody', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await expect(close(desk, caseId, { restsOn: 'nobody-to-ask' })).rejects.toThrow(
      'somebody who can be asked',
    )
    const { person } = await desk.see(caseId)
    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })

    await close(desk, caseId, { restsOn: 'nobody-to-ask', decision: 'out-of-scope' })
    expect((await desk.see(caseId)).state).toBe('closed')
  })
})

test('a case that a colleague opens again after a no is not disputed, and its owner keeps it', async () => {
  const desk = await aDesk()
  const caseId = await aCase(desk)
  await desk.colleague('ann', 'lead')
  await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'ann' })
  await closeAfterNo(desk, caseId)
  await reopen(desk, desk.admin, await desk.on(caseId))

  expect(await desk.see(caseId)).toMatchObject({
    owner: { id: 'ann' },
    closing: { toldNo: { isDisputed: false }, word: null },
  })
  await note(desk, caseId)
  // What was told before closes nothing any more: something has come up since.
  await expect(close(desk, caseId, { decision: 'not-upheld' })).rejects.toThrow('told')
})
