import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { assign } from './case-commands.ts'
import { escalate } from './escalate.ts'
import { showCases } from './show-cases.ts'
import { showCounts } from './show-counts.ts'
import { endSnooze, snooze } from './snooze.ts'

const inMinutes = (desk: TestDesk, minutes: number) => desk.now().add({ minutes }).toString()

const queue = async (desk: TestDesk, snoozed?: 'only') =>
  (await showCases(desk, desk.admin, { state: 'open', limit: 50, snoozed })).cases.map(({ id }) => id)

async function resting(minutes = 60) {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const until = inMinutes(desk, minutes)
  await snooze(desk, desk.admin, { ...(await desk.on(caseId)), until, reason: 'The parts come at noon.' })
  return { desk, caseId, until }
}

test('a case that rests is out of the queue until then, and its clocks run on', async () => {
  const { desk, caseId, until } = await resting()
  expect(await queue(desk)).toEqual([])
  expect(await queue(desk, 'only')).toEqual([caseId])
  const before = await desk.see(caseId)
  expect(before.snoozedUntil).toBe(until)
  expect(before.deadlines.every(({ state }) => state === 'running')).toBe(true)
  expect(before.events.find(({ type }) => type === 'case-snoozed')?.remark).toBe('The parts come at noon.')

  await desk.pass('PT61M')

  expect(await queue(desk)).toEqual([caseId])
  expect((await desk.see(caseId)).events.find(({ type }) => type === 'case-woken')?.data).toEqual({
    because: 'time',
  })
})

test('a case never rests beyond the next date owed, and the refusal says which that is', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const { nextDueAt } = await desk.see(caseId)
  const asked = { ...(await desk.on(caseId)), until: '2027-06-01T09:00:00Z', reason: 'Not today.' }
  await expect(snooze(desk, desk.admin, asked)).rejects.toThrow(`Something is owed by ${nextDueAt}`)
})

test('a case with a date near does not rest at all', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const { nextDueAt } = await desk.see(caseId)
  await desk.pass(
    desk
      .now()
      .until(nextDueAt ?? '')
      .subtract({ minutes: 5 })
      .toString(),
  )
  const asked = { ...(await desk.on(caseId)), until: inMinutes(desk, 1), reason: 'Not now.' }
  await expect(snooze(desk, desk.admin, asked)).rejects.toThrow('A date of this case is near')
})

test('it is back at once when the customer writes', async () => {
  const { desk, caseId } = await resting()
  await desk.take({ externalId: 'again', body: 'Water runs out of the drum whenever it spins, again.' })
  expect(await queue(desk)).toContain(caseId)
  expect((await desk.see(caseId)).snoozedUntil).toBeNull()
})

test('it is back at once when somebody is asked to take it, or is given it', async () => {
  const { desk, caseId } = await resting()
  await escalate(desk, desk.admin, { ...(await desk.on(caseId)), reason: 'I need help.' })
  expect((await desk.see(caseId)).snoozedUntil).toBeNull()

  const other = await resting()
  await other.desk.colleague('teo')
  await assign(other.desk, other.desk.admin, { ...(await other.desk.on(other.caseId)), owner: 'teo' })
  expect(await queue(other.desk)).toEqual([other.caseId])
})

test('whoever laid it aside takes it back with the seq they were told', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const asked = { ...(await desk.on(caseId)), until: inMinutes(desk, 30), reason: 'A slip of the finger.' }
  const { seq } = await snooze(desk, desk.admin, asked)
  await endSnooze(desk, desk.admin, { caseId, seq, key: 'undo' })
  expect(await queue(desk)).toEqual([caseId])
})

test('what rests counts as that and as nothing else', async () => {
  const { desk } = await resting()
  const counts = await showCounts(desk, desk.admin)
  expect([counts.open.count, counts.snoozed.count, counts.mine.count]).toEqual([0, 1, 0])
})
