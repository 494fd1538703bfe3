import { describe, expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { aBounce, deliver, letLeave } from '#test/mail.ts'
import { aNo } from '#test/settle-case.ts'
import { readDraft } from '#server/store/drafts.ts'
import { withdrawReply } from '../replies/withdraw-reply.ts'
import { tellNo } from './tell-no.ts'
import { aCase, close, inRoom, note } from '#test/closing-desk.ts'

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

  test('can be taken back while it waits, and leaves what its writer had begun to answer alone', async () => {
    const desk = await aDesk()
    const caseId = await aCase(desk)
    const { id } = await tellNo(desk, desk.admin, { ...(await desk.on(caseId)), ...aNo, sendAfter: 10 })
    await withdrawReply(desk, desk.admin, { messageId: id, key: 'slip' })

    const whose = { caseId, member: desk.admin.handle }
    expect(await desk.db.withOrg(desk.org, (tx) => readDraft(tx, whose))).toBeUndefined()
    expect(await desk.see(caseId)).toMatchObject({ stage: 'detected', closing: { toldNo: null } })
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
