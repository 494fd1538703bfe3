import { describe, expect, test } from 'vitest'
import { alderasDesk, as, standing } from '#test/aldera.ts'
import { enterFacts } from './case-commands.ts'

const call = { channel: 'phone', from: { phone: '+49 30 1234567' } } as const

describe('failures climb, fame does not', () => {
  test('a first call stays at the front line', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take(call)

    expect(await standing(desk, caseId)).toMatchObject({ rung: 'front', offered: null, failures: 1 })
  })

  test('the second failed contact is offered to the second line', async () => {
    const desk = await alderasDesk()
    await desk.take(call)
    const { caseId } = await desk.take(call)

    expect(await standing(desk, caseId)).toMatchObject({
      rung: 'front',
      offered: 'sue on second-line',
      failures: 2,
    })
  })

  test('the third call reaches the executive office, with no followers at all', async () => {
    const desk = await alderasDesk()
    await desk.take(call)
    await desk.take(call)
    const { caseId } = await desk.take({ ...call, facts: { followers: 0 } })

    expect(await standing(desk, caseId)).toMatchObject({
      rung: 'front',
      offered: 'eva on executive',
      failures: 3,
    })
  })

  test('in writing too: whoever has to come back twice is heard by the second line', async () => {
    const desk = await alderasDesk()
    await desk.take()
    desk.wait('PT2H')
    await desk.take()
    desk.wait('PT2H')
    const { caseId } = await desk.take()

    expect(await standing(desk, caseId)).toMatchObject({ offered: 'sue on second-line', failures: 2 })
  })

  test('an afterthought within the hour is no failure', async () => {
    const desk = await alderasDesk()
    await desk.take()
    desk.wait('PT20M')
    const { caseId } = await desk.take({
      subject: 'PS: my washing machine floods',
      body: 'The photo of the kitchen.',
    })

    expect(await standing(desk, caseId)).toMatchObject({ offered: null, failures: 0 })
  })

  test('a million followers are looked at sooner, and reach no higher than the failures of somebody without any', async () => {
    const desk = await alderasDesk()
    const { caseId: famous } = await desk.take({ ...call, facts: { followers: 1_000_000 } })
    const { caseId: unknown } = await desk.take({ ...call, from: { phone: '+49 30 7654321' } })
    await desk.take({ ...call, from: { phone: '+49 30 7654321' } })

    expect(await standing(desk, famous)).toMatchObject({ offered: 'lee on lead' })
    expect(await standing(desk, unknown)).toMatchObject({ offered: 'sue on second-line' })
    expect((await desk.see(famous)).duties.entitlement).toEqual((await desk.see(unknown)).duties.entitlement)
    expect((await desk.see(famous)).duties.clocks).toEqual((await desk.see(unknown)).duties.clocks)
  })
})

describe('danger', () => {
  test('goes up at once, when whoever hands the item over says so', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take({ facts: { harm: 'safety' } })

    expect(await desk.see(caseId)).toMatchObject({
      severity: 5,
      offer: { to: { id: 'eva' }, rung: { id: 'executive' } },
    })
  })

  test('goes up at once, when an agent reads it out of the complaint', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    await enterFacts(desk, as(desk, 'ann'), { ...(await desk.on(caseId)), facts: { harm: 'safety' } })

    expect(await standing(desk, caseId)).toMatchObject({ offered: 'eva on executive' })
  })

  test('on a Saturday night is offered to whoever is on call, and its clock runs through the night', async () => {
    const desk = await alderasDesk('2026-11-21T22:10:00Z')
    const { caseId } = await desk.take({ facts: { harm: 'safety' } })

    const kase = await desk.see(caseId)
    expect(kase.offer?.to.id).toBe('ned')
    expect(kase.nextDueAt).toBe('2026-11-21T22:40:00Z')
  })
})
