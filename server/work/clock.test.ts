import { expect, test } from 'vitest'
import { promise } from '#server/desk/cases/promise.ts'
import { endSession, holderOfPass, makePass } from '#server/desk/sign-in/passes.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { ring } from './clock.ts'

const missed = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.filter(({ type }) => type === 'promise-broken').length

const ringAll = async (desk: TestDesk) => {
  while ((await ring(desk)) > 0);
}

test('a clock that is set back neither loses a date nor lets it fall due twice', async () => {
  const desk = await aDeskAlone()
  const { caseId } = await desk.take()
  const dueAt = desk.now().add({ hours: 2 }).toString()
  await promise(desk, desk.admin, { ...(await desk.on(caseId)), what: 'A call', dueAt })
  const before = await missed(desk, caseId)

  await desk.pass('PT119M')
  desk.wait('-PT1H')
  await ringAll(desk)
  expect(await missed(desk, caseId)).toBe(before)

  await desk.pass('PT62M')
  const after = await missed(desk, caseId)
  expect(after).toBeGreaterThan(before)
  desk.wait('-PT1H')
  await ringAll(desk)
  expect(await missed(desk, caseId)).toBe(after)
  desk.wait('PT1H')
  await ringAll(desk)
  expect(await missed(desk, caseId)).toBe(after)
  expect((await desk.see(caseId)).deadlines.some(({ state }) => state === 'running')).toBe(true)
  expect(desk.alarms).toEqual([])
})

test('a clock that is set back brings no session back that has ended, and ends none that is good', async () => {
  const desk = await aDeskAlone()
  const owner = { member: 'administrator', role: 'admin' }
  const good = await makePass(desk, desk.org, { ...owner, kind: 'session', openedBy: 'link', client: null })
  const ended = await makePass(desk, desk.org, { ...owner, kind: 'session', openedBy: 'link', client: null })
  await endSession(desk, ended)
  desk.wait('-PT1H')
  expect(await holderOfPass(desk, good, ['session'])).toMatchObject({ handle: 'administrator' })
  await expect(holderOfPass(desk, ended, ['session'])).rejects.toThrow('not valid')
})

test('two clocks ring side by side: each case is looked at once, and none waits for the other', async () => {
  const desk = await aDeskAlone()
  const cases: string[] = []
  for (let n = 0; n < 12; n += 1)
    cases.push((await desk.take({ from: { email: `p${n}@example.org` }, subject: `Matter ${n}` })).caseId)
  desk.wait('PT72H')

  await Promise.all([ringAll(desk), ringAll(desk), ringAll(desk)])
  for (const caseId of cases) {
    const { events } = await desk.see(caseId)
    const kinds = events
      .filter(({ type }) => type === 'deadline-missed')
      .map(({ data }) => JSON.stringify(data))
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(kinds.length).toBeGreaterThan(0)
  }
})

const unread = () => Promise.reject(new Error('This policy cannot be read.'))

test('a clock that can write nothing down rests before it rings again', async () => {
  const desk = await aDeskAlone()
  await desk.take()
  desk.wait('PT72H')
  const faults: unknown[] = []
  const broken = {
    ...desk,
    policies: { ...desk.policies, version: unread, versionFor: unread },
    failed: (_: string, fault: unknown) => void faults.push(fault),
  }

  const began = performance.now()
  expect(await ring(broken)).toBe(0)
  expect(performance.now() - began).toBeGreaterThan(900)
  expect(faults).toHaveLength(1)
})
