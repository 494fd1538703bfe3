import { describe, expect, test } from 'vitest'
import { alderasDesk, as, dateOf } from '#test/aldera.ts'
import { letLeave } from '#test/mail.ts'
import { keepPromise, promise } from './promise.ts'
import { makeToken } from '../colleagues/tokens.ts'
import { sendReply } from '../replies/send-reply.ts'

describe('a promise', () => {
  const call = { what: 'I will call you with the date of the repair.', dueAt: '2026-11-23T12:00:00Z' }

  test('is a date with a name on it, and commits us to act', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    await promise(desk, desk.admin, { ...(await desk.on(caseId)), ...call, by: 'ann' })

    const kase = await desk.see(caseId)
    expect(kase.deadlines).toContainEqual(
      expect.objectContaining({
        kind: 'promise',
        dueAt: call.dueAt,
        promise: { giver: { id: 'ann', name: 'ann' }, what: call.what },
      }),
    )
    expect(kase.stage).toBe('action-committed')
    expect(await dateOf(desk, caseId, 'act-by')).toBe('met, due Mon 18:00')
  })

  test('has the name of a person on it, whoever writes it down: a program keeps none', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await makeToken(desk, desk.org, { name: 'The shop', handle: 'shop', role: 'agent' })
    const shop = as(desk, 'shop')
    const on = await desk.on(caseId)

    await expect(promise(desk, desk.admin, { ...on, ...call, by: 'shop' })).rejects.toThrow(
      '“shop” is a program with a token. Only people keep promises',
    )
    await expect(promise(desk, shop, { ...on, ...call, key: 'its own' })).rejects.toThrow('Only people keep')
    await promise(desk, shop, { ...on, ...call, by: 'ann', key: 'of ann' })

    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ promise: expect.objectContaining({ giver: { id: 'ann', name: 'ann' } }) }),
    )
  })

  test('kept in time is kept, once', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { id } = await promise(desk, desk.admin, { ...(await desk.on(caseId)), ...call })

    await keepPromise(desk, desk.admin, { promiseId: id, key: 'kept' })
    await keepPromise(desk, desk.admin, { promiseId: id, key: 'kept again' })
    await desk.pass('PT3H30M')

    expect(await dateOf(desk, caseId, 'promise')).toBe('met, due Mon 13:00')
    expect(await desk.see(caseId)).toMatchObject({ failures: 0 })
  })

  test('broken is a failure that climbs, and late is not kept', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { id } = await promise(desk, desk.admin, { ...(await desk.on(caseId)), ...call })

    await desk.pass('PT3H5M')

    expect(await desk.see(caseId)).toMatchObject({ failures: 1, missed: 1, offer: { to: { id: 'lee' } } })
    expect((await desk.see(caseId)).failureChain).toMatchObject([{ reason: 'promise-broken' }])
    await expect(keepPromise(desk, desk.admin, { promiseId: id, key: 'late' })).rejects.toThrow(
      'This promise was broken',
    )
  })

  test('is judged by its date, though its clock has not rung yet', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { id } = await promise(desk, desk.admin, { ...(await desk.on(caseId)), ...call })
    desk.wait('PT3H1M')

    await expect(keepPromise(desk, desk.admin, { promiseId: id, key: 'late' })).rejects.toThrow(
      'its date has passed',
    )
  })

  test('does not wait for the customer: it runs on while we have asked them something', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await promise(desk, desk.admin, { ...(await desk.on(caseId)), ...call })
    const asking = { body: 'Which model is it?', visibility: 'private', asks: true } as const
    await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...asking })
    await letLeave(desk)

    expect(await dateOf(desk, caseId, 'promise')).toBe('running, due Mon 13:00')
  })

  test('is for a time to come, within the year, by somebody who is there', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const on = await desk.on(caseId)

    await expect(
      promise(desk, desk.admin, { ...on, ...call, dueAt: '2026-11-23T08:00:00Z' }),
    ).rejects.toThrow('time to come')
    await expect(
      promise(desk, desk.admin, { ...on, ...call, dueAt: '2028-11-23T08:00:00Z' }),
    ).rejects.toThrow('coming year')
    await expect(promise(desk, desk.admin, { ...on, ...call, by: 'nobody' })).rejects.toThrow(
      'no colleague "nobody"',
    )
  })
})
