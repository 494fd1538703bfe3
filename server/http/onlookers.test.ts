import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { beHere } from '#server/desk/cases/be-here.ts'
import { presenceChannel } from '#server/store/presence.ts'
import { sql } from '#server/store/statement.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { openOnlookers } from './onlookers.ts'

/** A process of its own with one live stream of somebody, and what it was told. */
async function aStream(desk: TestDesk, handle: string) {
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  const onlookers = openOnlookers(desk)
  const told: string[] = []
  onlookers.join({ org: desk.org, handle, tell: (said) => told.push(said) })
  const alive = Math.floor(Math.random() * 2 ** 31)
  await desk.db.listen({ [presenceChannel]: onlookers.changed }, alive, ending.signal)
  return told
}

const Said = z.object({ caseId: z.uuid(), others: z.array(z.object({ id: z.string(), doing: z.string() })) })

/** Who else is there, as a stream was told last. */
function othersIn(said: string | undefined): string[] | undefined {
  const [, data] = /^event: presence\ndata: (.*)\n\n$/.exec(said ?? '') ?? []
  return data === undefined
    ? undefined
    : Said.parse(JSON.parse(data)).others.map(({ id, doing }) => `${id} ${doing}`)
}

async function until(isSo: () => boolean) {
  const deadline = performance.now() + 5000
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error('It has not come about within five seconds.')
    await sleep(5)
  }
}

/** Resolves when these streams were told last that these are there, and nobody else. */
const others = (streams: string[][], ...present: string[]) =>
  until(() => streams.every((told) => JSON.stringify(othersIn(told.at(-1))) === JSON.stringify(present)))

test('whoever looks at a case hears who else does, and nobody hears of themselves', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const lee = await desk.colleague('lee')

  expect(await beHere(desk, desk.admin, { caseId, doing: 'looking' })).toEqual({ others: [] })
  desk.wait('PT10S')
  expect(await beHere(desk, lee, { caseId, doing: 'writing' })).toEqual({
    others: [{ id: 'administrator', name: 'Administrator', doing: 'looking', since: '2026-11-23T09:00:00Z' }],
  })
  expect(await beHere(desk, desk.admin, { caseId, doing: 'looking' })).toEqual({
    others: [{ id: 'lee', name: 'lee', doing: 'writing', since: '2026-11-23T09:00:10Z' }],
  })
})

test('whoever comes back waits for nobody who comes back at the same time', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const [lee, kim] = [await desk.colleague('lee'), await desk.colleague('kim')]
  for (const agent of [lee, kim]) await beHere(desk, agent, { caseId, doing: 'looking' })
  desk.wait('PT1M')

  const heard = await desk.db.withOrg(desk.org, async (tx) => {
    // As another process does that is just writing down that Lee is there again.
    await tx.rows(sql`select 1 from presence where org_id = $1 and member = 'lee' for update`, [desk.org])
    return beHere(desk, kim, { caseId, doing: 'looking' })
  })

  expect(heard.others).toEqual([])
})

test('who says no more that they are there is gone after 45 seconds, and who says so is gone at once', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const lee = await desk.colleague('lee')
  await beHere(desk, lee, { caseId, doing: 'looking' })
  desk.wait('PT44S')
  expect((await beHere(desk, desk.admin, { caseId, doing: 'looking' })).others).toHaveLength(1)
  desk.wait('PT1S')
  expect((await beHere(desk, desk.admin, { caseId, doing: 'looking' })).others).toEqual([])

  await beHere(desk, lee, { caseId, doing: 'writing' })
  expect((await beHere(desk, desk.admin, { caseId, doing: 'looking' })).others).toMatchObject([
    { doing: 'writing', since: '2026-11-23T09:00:45Z' },
  ])
  await beHere(desk, lee, { caseId, doing: 'gone' })
  expect((await beHere(desk, desk.admin, { caseId, doing: 'looking' })).others).toEqual([])
})

test('those who look at a case are told in every process when somebody comes, begins to write, or goes', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const { caseId: other } = await desk.take({ from: { email: 'ben@example.org' }, subject: 'The bill' })
  const lee = await desk.colleague('lee')
  const ann = await desk.colleague('ann')
  const [first, second, elsewhere] = [
    await aStream(desk, 'administrator'),
    await aStream(desk, 'ann'),
    await aStream(desk, 'sue'),
  ]
  await beHere(desk, desk.admin, { caseId, doing: 'looking' })
  await others([first])
  await beHere(desk, ann, { caseId, doing: 'looking' })
  await others([first], 'ann looking')
  await others([second], 'administrator looking')
  await beHere(desk, lee, { caseId, doing: 'looking' })
  await others([first], 'ann looking', 'lee looking')
  await others([second], 'administrator looking', 'lee looking')
  const soFar = first.length
  await beHere(desk, lee, { caseId, doing: 'looking' })
  await beHere(desk, lee, { caseId: other, doing: 'looking' })
  await beHere(desk, lee, { caseId, doing: 'writing' })
  await others([first], 'ann looking', 'lee writing')
  await others([second], 'administrator looking', 'lee writing')
  await beHere(desk, lee, { caseId, doing: 'gone' })
  await others([first], 'ann looking')
  await others([second], 'administrator looking')

  // Neither saying it again nor another case was a change.
  expect(first.length - soFar).toBe(2)
  expect(elsewhere).toEqual([])
})

test('being there changes nothing on the case', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const before = await desk.see(caseId)
  await beHere(desk, desk.admin, { caseId, doing: 'writing' })

  expect(await desk.see(caseId)).toEqual(before)
  const [count] = await desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ n: number }>(sql`select count(*)::int as n from changes where org_id = $1 and case_id = $2`, [
      desk.org,
      caseId,
    ]),
  )
  expect(count?.n).toBe(1)
})
