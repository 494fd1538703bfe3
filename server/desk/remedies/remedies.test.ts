import { describe, expect, test } from 'vitest'
import { about, gives, owedRefund, person, remedyDesk, remedyOn } from '#test/remedy-desk.ts'
import { enterFacts } from '../cases/case-commands.ts'
import { merge, undoMerge } from '../cases/merge.ts'
import { showRemedies, weighRemedy } from './show-remedies.ts'
import { approveRemedy, giveRemedy } from './sign-remedy.ts'

describe('what is owed', () => {
  test('is told with its rule, and how much of it one may sign alone', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)

    const shown = await showRemedies(desk, person(desk, 'ann'), { caseId })

    expect(shown.owed).toMatchObject({ what: 'refund', upTo: 100_000, left: 100_000, alone: 5_000 })
    expect(shown.owed.rule).toMatchObject({ table: 'entitlement', row: 'loss' })
    expect(shown.owed.rule?.because).toContain('same remedy')
  })

  test('is given at once within one’s own authority', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)

    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 5_000 })

    expect(await remedyOn(desk, caseId, id)).toMatchObject({
      state: 'given',
      amount: 5_000,
      currency: 'EUR',
      reason: 'Charged twice.',
      signed: { by: { id: 'ann' }, rung: { id: 'front' }, instead: null },
    })
  })

  test('above it is asked of somebody who may, by name and with a date, and signed by a second person', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [ann, lee] = [person(desk, 'ann'), person(desk, 'lee')]

    const id = await gives(desk, ann, caseId, { amount: 20_000 })

    const waits = await remedyOn(desk, caseId, id)
    expect(waits).toMatchObject({ state: 'proposed', asked: { rung: { id: 'lead' } } })
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'sign-by', state: 'running' }),
    )
    await expect(approveRemedy(desk, ann, about(id))).rejects.toThrow('four eyes')
    await expect(approveRemedy(desk, person(desk, 'abe'), about(id))).rejects.toThrow('Team lead may')
    await approveRemedy(desk, lee, about(id))
    await giveRemedy(desk, ann, about(id))
    expect(await remedyOn(desk, caseId, id)).toMatchObject({
      state: 'given',
      signed: { by: { id: 'lee' }, rung: { id: 'lead' } },
    })
  })

  test('is signed in several slips no further than in one, also by a colleague of the same rung', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [ann, abe] = [person(desk, 'ann'), person(desk, 'abe')]
    const told = async (who: typeof ann) => (await showRemedies(desk, who, { caseId })).owed.alone
    const first = await gives(desk, ann, caseId, { amount: 4_500 })

    expect(await Promise.all([told(ann), told(abe), told(person(desk, 'lee'))])).toEqual([500, 500, 25_000])
    const second = await gives(desk, abe, caseId, { amount: 4_500 })
    const third = await gives(desk, ann, caseId, { amount: 500 })

    expect(await remedyOn(desk, caseId, first)).toMatchObject({ state: 'given' })
    expect(await remedyOn(desk, caseId, second)).toMatchObject({
      state: 'proposed',
      asked: { rung: { id: 'lead' } },
    })
    expect(await remedyOn(desk, caseId, third)).toMatchObject({ state: 'given' })
    expect(await told(ann)).toBe(0)
  })

  test('ends where policy says, whoever signs; what is beyond is a gesture', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const kim = person(desk, 'kim')
    await gives(desk, kim, caseId, { amount: 90_000 })

    await expect(gives(desk, kim, caseId, { amount: 10_001 })).rejects.toThrow('more than policy owes')
    await expect(gives(desk, kim, caseId, { what: 'replacement' })).rejects.toThrow('another remedy')
    await gives(desk, kim, caseId, { amount: 10_000 })
  })

  test('is the same for somebody with a million followers', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const quiet = await showRemedies(desk, person(desk, 'ann'), { caseId })
    const facts = { followers: 1_200_000, verified: true, threat: true, press: true }

    await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts })

    expect(await showRemedies(desk, person(desk, 'ann'), { caseId })).toEqual(quiet)
  })

  test('given is the action that the customer waits for; a gesture and an apology are not', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const acts = async () => (await desk.see(caseId)).deadlines.find(({ kind }) => kind === 'act-by')?.state
    await gives(desk, person(desk, 'ann'), caseId, { sort: 'gesture', what: 'gift', amount: 500 })
    await gives(desk, person(desk, 'ann'), caseId, { what: 'apology', amount: 0 })
    const nothing = gives(desk, person(desk, 'ann'), caseId, { amount: 0 })
    await expect(nothing).rejects.toThrow('Nothing is no remedy')
    expect(await acts()).toBe('running')

    await gives(desk, person(desk, 'ann'), caseId)

    expect(await acts()).toBe('met')
  })
})

test('two leads who sign two requests on one case in the same moment never come to more than is owed', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const ask = () => gives(desk, person(desk, 'ann'), caseId, { amount: 60_000 })
  const ids = [await ask(), await ask()]

  const done = await Promise.allSettled(
    ids.map((id, n) => approveRemedy(desk, person(desk, n ? 'sue' : 'rex'), about(id))),
  )

  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a remedy goes along when its case is merged, counts there, and comes back with what became of it', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const { caseId: other } = await desk.take({
    subject: 'The dryer',
    body: 'It hums all night, and nobody has come.',
    facts: { harm: 'loss', loss: 300, topic: 'billing' },
  })
  const id = await gives(desk, person(desk, 'ann'), other, { amount: 60_000 })

  await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes: other })
  expect((await desk.see(caseId)).deadlines).toContainEqual(expect.objectContaining({ kind: 'sign-by' }))
  await approveRemedy(desk, person(desk, 'sue'), about(id))
  expect((await showRemedies(desk, desk.admin, { caseId })).owed.left).toBe(40_000)
  await undoMerge(desk, desk.admin, { ...(await desk.on(caseId)), gives: other })

  expect((await showRemedies(desk, desk.admin, { caseId })).owed.left).toBe(100_000)
  expect(await remedyOn(desk, other, id)).toMatchObject({ state: 'approved' })
})

test('what would be signed by whom is told before anything is written down', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const ann = person(desk, 'ann')
  const weigh = (amount: number) =>
    weighRemedy(desk, ann, { caseId, sort: 'entitlement', what: 'refund', amount })

  expect(await weigh(1_000)).toMatchObject({ alone: true, asked: null, refused: null })
  expect(await weigh(30_000)).toMatchObject({ alone: false, asked: { rung: { id: 'second-line' } } })
  expect(await weigh(200_000)).toMatchObject({ alone: false, refused: expect.stringContaining('more than') })
  expect((await desk.see(caseId)).events.map(({ type }) => type)).not.toContain('remedy-proposed')
})
