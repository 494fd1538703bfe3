import { expect, test } from 'vitest'
import { alderasDesk, standing } from '#test/aldera.ts'
import { did, inRoom } from '#test/closing-desk.ts'
import type { TestDesk } from '#test/desk.ts'
import { escalate } from '../cases/escalate.ts'

const call = { channel: 'phone', from: { phone: '+49 30 1234567' } } as const

/** A case of somebody who rang twice: policy asks a rung above to take it. */
async function anOfferedCase(desk: TestDesk, facts = {}) {
  await desk.take({ ...call, facts })
  const { caseId } = await desk.take(call)
  expect((await desk.see(caseId)).offer).toMatchObject({ trigger: 'policy' })
  return caseId
}

test('an offer ends when the customer says that it is settled, and says why', async () => {
  const desk = await alderasDesk()
  const caseId = await anOfferedCase(desk)
  await did(desk, caseId)

  await inRoom(desk, caseId, 'settled')

  const { offer, events, state } = await desk.see(caseId)
  expect([offer, state]).toEqual([null, 'open'])
  expect(events.find(({ type }) => type === 'escalation-withdrawn')?.data).toMatchObject({
    because: 'settled',
  })
})

test('somebody above is asked again when the customer writes once more', async () => {
  const desk = await alderasDesk()
  const caseId = await anOfferedCase(desk)
  await inRoom(desk, caseId, 'settled')
  desk.wait('PT1H')

  await desk.take(call)

  expect((await desk.see(caseId)).offer).toMatchObject({ trigger: 'policy' })
})

test('a danger stays offered, and so does what a colleague asks for after the customer’s word', async () => {
  const desk = await alderasDesk()
  const inDanger = await anOfferedCase(desk, { harm: 'safety' })
  await inRoom(desk, inDanger, 'settled')
  expect((await desk.see(inDanger)).offer).not.toBeNull()

  const { caseId } = await desk.take({ from: { email: 'other@example.org' } })
  await inRoom(desk, caseId, 'settled')
  desk.wait('PT1M')
  await escalate(desk, desk.admin, { ...(await desk.on(caseId)), reason: 'I am away from tomorrow.' })
  expect(await standing(desk, caseId)).toMatchObject({ offered: 'lee on lead' })
})
