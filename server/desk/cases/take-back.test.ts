import { describe, expect, test } from 'vitest'
import { alderasDesk, dateOf } from '#test/aldera.ts'
import type { TestDesk } from '#test/desk.ts'
import { acceptEscalation, escalate } from './escalate.ts'
import { keepPromise, promise } from './promise.ts'
import { withdrawEscalation } from './withdraw-escalation.ts'
import { withdrawPromise } from './withdraw-promise.ts'

const call = { what: 'I will call you with the date of the repair.', dueAt: '2026-11-23T12:00:00Z' }

const promised = async (desk: TestDesk, caseId: string) =>
  promise(desk, desk.admin, { ...(await desk.on(caseId)), ...call })

describe('a promise that was a slip', () => {
  test('is taken back within a minute: no failure, no date missed, and our action is owed as before', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const before = await desk.see(caseId)
    const { id: promiseId } = await promised(desk, caseId)
    desk.wait('PT1M')

    await withdrawPromise(desk, desk.admin, { promiseId, key: 'slip' })

    const after = await desk.see(caseId)
    expect(after).toMatchObject({ failures: 0, missed: 0, stage: before.stage })
    expect(await dateOf(desk, caseId, 'promise')).toBe('withdrawn, due Mon 13:00')
    expect(await dateOf(desk, caseId, 'act-by')).toBe('running, due Mon 18:00')
    expect(after.events.map(({ type }) => type)).toContain('promise-withdrawn')
    await desk.pass('PT4H')
    const reasons = (await desk.see(caseId)).failureChain.map(({ reason }) => reason)
    expect(reasons).not.toContain('promise-broken')
  })

  test('leaves what another promise has committed us to', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { id: promiseId } = await promised(desk, caseId)
    desk.wait('PT20S')
    await promised(desk, caseId)

    await withdrawPromise(desk, desk.admin, { promiseId, key: 'slip' })

    expect(await desk.see(caseId)).toMatchObject({ stage: 'action-committed' })
    expect(await dateOf(desk, caseId, 'act-by')).toBe('met, due Mon 18:00')
  })

  test('stands after a minute, once it is kept, and for everybody but its writer', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const ann = await desk.colleague('ann')
    const { id: promiseId } = await promised(desk, caseId)

    await expect(withdrawPromise(desk, ann, { promiseId, key: 'ann' })).rejects.toThrow('Only whoever wrote')
    const { id: kept } = await promised(desk, caseId)
    await keepPromise(desk, desk.admin, { promiseId: kept, key: 'kept' })
    await expect(withdrawPromise(desk, desk.admin, { promiseId: kept, key: 'slip' })).rejects.toThrow(
      'This one stands',
    )
    desk.wait('PT61S')
    await expect(withdrawPromise(desk, desk.admin, { promiseId, key: 'late' })).rejects.toThrow(
      'within a minute',
    )
  })

  test('is taken back once, and none is taken back that was never given', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { id: promiseId } = await promised(desk, caseId)
    await withdrawPromise(desk, desk.admin, { promiseId, key: 'one' })
    await withdrawPromise(desk, desk.admin, { promiseId, key: 'two' })

    expect((await desk.see(caseId)).events.filter(({ type }) => type === 'promise-withdrawn')).toHaveLength(1)
    const unheard = { promiseId: `${caseId}.77`, key: 'three' }
    await expect(withdrawPromise(desk, desk.admin, unheard)).rejects.toThrow('no such promise')
  })
})

const offered = async (desk: TestDesk, caseId: string) =>
  escalate(desk, desk.admin, { ...(await desk.on(caseId)), reason: 'I need help.' })

describe('an offer', () => {
  test('is taken back by whoever made it, while nobody has answered', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { owner } = await desk.see(caseId)
    const { id: escalationId } = await offered(desk, caseId)

    await withdrawEscalation(desk, desk.admin, { escalationId, key: 'back' })

    expect(await desk.see(caseId)).toMatchObject({ offer: null, owner })
    expect(await dateOf(desk, caseId, 'accept-by')).toMatch(/^withdrawn/)
    const again = withdrawEscalation(desk, desk.admin, { escalationId, key: 'again' })
    await expect(again).rejects.toThrow('does not stand any more')
  })

  test('is not taken back by others, nor when it has been answered', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { id: escalationId } = await offered(desk, caseId)
    const sue = await desk.colleague('sue', 'lead')

    await expect(withdrawEscalation(desk, sue, { escalationId, key: 'sue' })).rejects.toThrow(
      'Only whoever made',
    )

    await acceptEscalation(desk, sue, { escalationId })
    const late = withdrawEscalation(desk, desk.admin, { escalationId, key: 'late' })
    await expect(late).rejects.toThrow('does not stand any more')
  })

  test('that policy demands stays offered, and comes back when a higher one is taken back', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take({ facts: { harm: 'safety' } })
    const demanded = (await desk.see(caseId)).offer
    const byPolicy = withdrawEscalation(desk, desk.admin, { escalationId: demanded?.id ?? '', key: 'policy' })
    await expect(byPolicy).rejects.toThrow('what policy demands stays')

    const { id: escalationId } = await offered(desk, caseId)
    expect((await desk.see(caseId)).offer?.rung).not.toEqual(demanded?.rung)
    await withdrawEscalation(desk, desk.admin, { escalationId, key: 'back' })

    expect((await desk.see(caseId)).offer).toMatchObject({ trigger: 'policy', rung: demanded?.rung })
  })
})
