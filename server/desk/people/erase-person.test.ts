import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { letLeave } from '#test/mail.ts'
import { closeSettled } from '#test/settle-case.ts'
import { erasePerson } from './erase-person.ts'
import { listErasures } from './find-persons.ts'
import { sendReply } from '../replies/send-reply.ts'
import { showAudit } from '../cases/show-desk.ts'

const replyTo = async (desk: TestDesk, caseId: string, asks = false) =>
  sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: 'We come on Monday.',
    visibility: 'private',
    asks,
    files: [],
    sendAfter: 3600,
  })

const erase = async (desk: TestDesk, caseId: string) => {
  const { person } = await desk.see(caseId)
  return erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })
}

describe('a person who is erased', () => {
  test('is not written to any more: what waited to be sent is withdrawn', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await replyTo(desk, caseId)
    await replyTo(desk, caseId)
    expect((await showAudit(desk, desk.admin)).queued).toBe(2)

    await erase(desk, caseId)

    desk.wait('PT2H')
    expect(await letLeave(desk)).toEqual([])
    const kase = await desk.see(caseId)
    expect(kase.messages.flatMap(({ delivery }) => delivery?.state ?? [])).toEqual(['withdrawn', 'withdrawn'])
    const told = kase.events.filter(({ type }) => !type.startsWith('deadline'))
    expect(told.slice(0, 3).map(({ type }) => type)).toEqual([
      'person-erased',
      'reply-withdrawn',
      'reply-withdrawn',
    ])
    expect((await showAudit(desk, desk.admin)).queued).toBe(0)
  })

  test('leaves a closed case closed, though an answer of it is withdrawn', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await replyTo(desk, caseId)
    await closeSettled(desk, caseId)
    await erase(desk, caseId)
    expect(await desk.see(caseId)).toMatchObject({ state: 'closed', person: null })
  })

  test('is owed nothing more: what asked to answer them is withdrawn, and somebody has to close the case by a date', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const before = await desk.see(caseId)
    await erase(desk, caseId)

    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({ state: 'open', owner: before.owner, nextDue: { kind: 'close-by' } })
    expect(kase.deadlines.filter(({ state }) => state === 'running').map(({ kind }) => kind)).toEqual([
      'close-by',
    ])
    expect(kase.deadlines.filter(({ state }) => state === 'withdrawn').map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['acknowledge-by', 'act-by']),
    )
    await desk.pass('PT100H')
    const later = await desk.see(caseId)
    // It climbs as every case whose date goes by, and is no failure towards anybody.
    expect(later).toMatchObject({ state: 'open', failures: kase.failures })
    expect(later.rung.id).not.toBe(kase.rung.id)
    expect(
      later.deadlines.find(({ state, kind }) => state === 'running' && kind === 'close-by'),
    ).toBeDefined()
  })

  test('who had been asked something is no longer waited for', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await replyTo(desk, caseId, true)
    desk.wait('PT2H')
    await letLeave(desk)
    expect(await desk.see(caseId)).toMatchObject({ turn: 'customers' })
    await erase(desk, caseId)
    expect(await desk.see(caseId)).toMatchObject({ turn: 'ours', nextDue: { kind: 'close-by' } })
  })

  test('stands in the ledger with what was erased and what stays', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { number } = await desk.see(caseId)
    await replyTo(desk, caseId)
    await erase(desk, caseId)
    expect(await listErasures(desk, desk.admin)).toMatchObject({
      erasures: [
        { by: 'administrator', at: desk.now().toString(), cases: [{ id: caseId, number }], withdrawn: 1 },
      ],
    })
  })
})
