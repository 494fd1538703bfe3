import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aBounce, deliver, letLeave } from '#test/mail.ts'
import { aNo, closeAfterNo, closeSettled } from '#test/settle-case.ts'
import { ring } from '#server/work/clock.ts'
import { assign, enterFacts, reopen } from './case-commands.ts'
import { acceptEscalation, escalate } from './escalate.ts'
import { erasePerson } from './erase-person.ts'
import { hearCustomer, hearFeelings, noteWord } from './hear-customer.ts'
import { noteAttempt } from './note-attempt.ts'
import { promise } from './promise.ts'
import { resolve } from './resolve.ts'
import { sendReply } from './send-reply.ts'
import { tellNo } from './tell-no.ts'
import { verifyCase } from './verify-case.ts'
import { writeDeed } from './write-deed.ts'

type Closing = Partial<Parameters<typeof resolve>[2]>

const close = async (desk: TestDesk, caseId: string, parts: Closing = {}) =>
  resolve(desk, desk.admin, {
    ...(await desk.on(caseId)),
    decision: 'upheld',
    restsOn: 'word',
    reason: 'The seal is new.',
    ...parts,
  })

const did = async (desk: TestDesk, caseId: string) =>
  writeDeed(desk, desk.admin, { ...(await desk.on(caseId)), what: 'A new seal was fitted.' })

const asks = async (desk: TestDesk, caseId: string, body = 'Is it settled for you?') => {
  const reply = { body, visibility: 'private', asks: true, asksSettled: true } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  await letLeave(desk)
}

const note = async (desk: TestDesk, caseId: string, word: Partial<Parameters<typeof noteWord>[2]> = {}) =>
  noteWord(desk, desk.admin, { ...(await desk.on(caseId)), says: 'settled', way: 'message', ...word })

const inRoom = (
  desk: TestDesk,
  caseId: string,
  says: Parameters<typeof hearCustomer>[3]['says'],
  more: { words?: string } = {},
) => desk.db.withOrg(desk.org, (tx) => hearCustomer(desk, tx, caseId, { by: 'room', says, ...more }))

const aCase = async (desk: TestDesk) => (await desk.take()).caseId

const typesOf = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.map(({ type }) => type)

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

const other = (nth: number) => ({ from: { email: `c${nth}@example.org` } })

describe('a no', () => {
  test('lacks what it lacks by name, and is not told before it is whole', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    const on = await desk.on(caseId)

    await expect(tellNo(desk, desk.admin, { ...on, ...aNo, evidence: '', elsewhere: ' ' })).rejects.toThrow(
      'the evidence that we looked at; where else they can go',
    )
    await expect(tellNo(desk, desk.admin, { ...on, ...aNo, plain: aNo.reason })).rejects.toThrow(
      'plain words',
    )
    const long = `We ${'really '.repeat(40)}cannot.`
    await expect(tellNo(desk, desk.admin, { ...on, ...aNo, plain: long })).rejects.toThrow('at most 30 words')
  })

  test('closes nothing before it was told, with everything that a no needs', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await note(desk, caseId)
    await expect(close(desk, caseId, { decision: 'not-upheld' })).rejects.toThrow(
      'the reason; the same in plain words; the evidence that we looked at; what we can do; where else they can go',
    )

    await tellNo(desk, desk.admin, { ...(await desk.on(caseId)), ...aNo })
    await expect(close(desk, caseId, { decision: 'not-upheld' })).rejects.toThrow('has not been told the no')
    await letLeave(desk)

    await close(desk, caseId, { decision: 'not-upheld' })
    const { messages, state } = await desk.see(caseId)
    expect(state).toBe('closed')
    const told = messages.find(({ direction }) => direction === 'out')?.body ?? ''
    for (const part of [aNo.plain, aNo.reason, aNo.evidence, aNo.can, aNo.elsewhere])
      expect(told).toContain(part)
    // It says to whom, what each part is, and who says so.
    expect(told).toMatch(/^Hello Ada,\n[^]*\nWhat we looked at: [^]*\nAdministrator\nAldera/)
  })

  test('is no deed, and no first no, where it came back', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await tellNo(desk, desk.admin, { ...(await desk.on(caseId)), ...aNo })
    const [messageId = ''] = await letLeave(desk)
    expect(await desk.see(caseId)).toMatchObject({ stage: 'action-done' })
    await deliver(desk, aBounce(messageId))

    expect(await desk.see(caseId)).toMatchObject({ stage: 'acknowledged', closing: { toldNo: null } })
  })

  test('that is disputed gets a second look by somebody else; the second no escalates by itself, and may end it', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    const [ann, ben] = [await desk.colleague('ann', 'lead'), await desk.colleague('ben', 'lead')]
    await tellNo(desk, ann, { ...(await desk.on(caseId)), ...aNo })
    await letLeave(desk)
    await inRoom(desk, caseId, 'disagree', { words: 'Your answer is wrong: it is eleven days old.' })

    expect(await desk.see(caseId)).toMatchObject({
      turn: 'ours',
      stage: 'accepted',
      offer: { rung: { id: 'second-line' } },
      closing: { toldNo: { isDisputed: true } },
    })
    const byToken = { ...(await desk.colleague('robot', 'lead')), hand: 'ann' }
    await expect(tellNo(desk, byToken, { ...(await desk.on(caseId)), ...aNo })).rejects.toThrow('second look')
    await expect(close(desk, caseId, { decision: 'not-upheld', restsOn: 'deadlock' })).rejects.toThrow(
      'second no',
    )
    await tellNo(desk, ben, { ...(await desk.on(caseId)), ...aNo })
    await letLeave(desk)

    expect(await desk.see(caseId)).toMatchObject({ offer: { rung: { id: 'relations' } } })
    const deadlock = { decision: 'not-upheld', restsOn: 'deadlock' } as const
    await expect(close(desk, caseId, deadlock)).rejects.toThrow('since the last no')
    await inRoom(desk, caseId, 'disagree')
    await close(desk, caseId, deadlock)
    expect(await desk.see(caseId)).toMatchObject({ state: 'closed' })
  })
})

describe('the customer', () => {
  test('who says that nobody answers is a failure of ours, and is heard one rung up', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    const { rung } = await desk.see(caseId)
    await inRoom(desk, caseId, 'nobody-answers')

    const kase = await desk.see(caseId)
    expect(kase.failureChain.map(({ reason }) => reason)).toEqual(['nobody-answers'])
    expect(kase.offer).toMatchObject({ trigger: 'customer' })
    expect(kase.offer?.rung.id).not.toBe(rung.id)
    expect(kase.closing.toldNo).toBeNull()
  })

  test('who says after a deed that it is not settled makes our action owed again', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await did(desk, caseId)
    desk.wait('PT1H')
    await inRoom(desk, caseId, 'not-settled', { words: 'It still drips.' })

    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({ stage: 'accepted', turn: 'ours', isUnanswered: true, failures: 1 })
    expect(kase.deadlines).toContainEqual(expect.objectContaining({ kind: 'act-by', state: 'running' }))
  })

  test('who disagrees, or writes, after the end opens it again on the rung that it had reached', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ externalId: 'washer' })
    await escalate(desk, desk.admin, { ...(await desk.on(caseId)), rung: 'second-line', reason: 'Look.' })
    const { offer } = await desk.see(caseId)
    await acceptEscalation(desk, desk.admin, { escalationId: offer?.id ?? '', key: 'take' })
    await did(desk, caseId)
    await closeSettled(desk, caseId)

    await inRoom(desk, caseId, 'disagree')
    expect(await desk.see(caseId)).toMatchObject({
      state: 'open',
      stage: 'acknowledged',
      rung: { id: 'second-line' },
      closing: { word: { says: 'disagree' }, attempts: [] },
    })

    await note(desk, caseId)
    await close(desk, caseId)
    desk.wait('PT1H')
    await desk.take({ inReplyTo: 'washer', body: 'It drips again.' })
    expect(await desk.see(caseId)).toMatchObject({
      state: 'open',
      stage: 'acknowledged',
      rung: { id: 'second-line' },
      closing: { word: null },
    })
  })

  test('is heard on how they found us, apart from whether it is mended', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await desk.db.withOrg(desk.org, (tx) =>
      hearFeelings(desk, tx, caseId, { feelings: { listened: false, informed: true } }),
    )
    await did(desk, caseId)
    await note(desk, caseId, { feelings: { respected: true } })

    expect((await desk.see(caseId)).closing.felt).toEqual({
      listened: { is: false, by: 'customer' },
      informed: { is: true, by: 'customer' },
      respected: { is: true, by: 'colleague' },
    })
  })
})

describe('a settled case is verified', () => {
  test('when nobody has been heard for two weeks', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    await closeSettled(desk, caseId)
    desk.wait('PT312H')
    while ((await ring(desk)) > 0);
    expect((await desk.see(caseId)).stage).toBe('customer-confirmed')
    desk.wait('PT25H')
    while ((await ring(desk)) > 0);

    expect(await desk.see(caseId)).toMatchObject({ state: 'closed', stage: 'verified' })
    expect((await typesOf(desk, caseId))[0]).toBe('case-verified')
  })

  test('by a colleague who looked, and not by whoever closed it, nor before the customer’s word', async () => {
    const desk = await aDesk()
    const [caseId, refused] = [await aCase(desk), (await desk.take(other(3))).caseId]
    const look = async (id: string) => ({ ...(await desk.on(id)), what: 'The transfer is in the books.' })
    const kim = await desk.colleague('kim')
    await expect(verifyCase(desk, kim, await look(caseId))).rejects.toThrow('Only a closed case')
    await closeSettled(desk, caseId)
    await expect(verifyCase(desk, desk.admin, await look(caseId))).rejects.toThrow('You closed it')
    const robot = await desk.colleague('robot')
    const byToken = { ...robot, hand: desk.admin.handle }
    await expect(verifyCase(desk, byToken, await look(caseId))).rejects.toThrow('You closed it')
    const unknown = { ...robot, isOfUnknownHand: true } as const
    await expect(verifyCase(desk, unknown, await look(caseId))).rejects.toThrow('who made this token')
    await verifyCase(desk, kim, await look(caseId))
    expect((await desk.see(caseId)).stage).toBe('verified')
    await expect(verifyCase(desk, kim, await look(caseId))).rejects.toThrow('verified already')

    await enterFacts(desk, desk.admin, { ...(await desk.on(refused)), facts: { harm: 'none' } })
    await close(desk, refused, { restsOn: 'asks-nothing', decision: 'out-of-scope' })
    await expect(verifyCase(desk, kim, await look(refused))).rejects.toThrow('nothing yet to verify')
  })
})

test('whoever closed a case by a token of theirs does not verify it, nor does anybody where nobody knows whose it was', async () => {
  const desk = await aDesk()
  const [caseId, other2] = [await aCase(desk), (await desk.take(other(4))).caseId]
  const look = async (id: string) => ({ ...(await desk.on(id)), what: 'The transfer is in the books.' })
  const [kim, robot] = [await desk.colleague('kim'), await desk.colleague('robot')]
  const byRobot = async (id: string, agent: typeof robot) => {
    await note(desk, id)
    const closing = { decision: 'upheld', restsOn: 'word', reason: 'Repaired.' } as const
    await resolve(desk, agent, { ...(await desk.on(id)), ...closing })
  }

  await byRobot(caseId, { ...robot, hand: 'kim' })
  await byRobot(other2, { ...robot, isOfUnknownHand: true })

  await expect(verifyCase(desk, kim, await look(caseId))).rejects.toThrow('You closed it')
  await expect(verifyCase(desk, kim, await look(other2))).rejects.toThrow('nobody knows who made that')
  await verifyCase(desk, desk.admin, await look(caseId))
  expect((await desk.see(caseId)).stage).toBe('verified')
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
