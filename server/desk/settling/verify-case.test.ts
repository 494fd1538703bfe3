import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { closeSettled } from '#test/settle-case.ts'
import { ring } from '#server/work/clock.ts'
import { enterFacts } from '../cases/case-commands.ts'
import { resolve } from './resolve.ts'
import { verifyCase } from './verify-case.ts'
import { aCase, close, note, other } from '#test/closing-desk.ts'

const typesOf = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.map(({ type }) => type)

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
