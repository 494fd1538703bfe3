import { describe, expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { closeSettled } from '#test/settle-case.ts'
import { acceptEscalation, escalate } from '../cases/escalate.ts'
import { hearFeelings } from '../settling/hear-customer.ts'
import { aCase, close, did, inRoom, note } from '#test/closing-desk.ts'

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
