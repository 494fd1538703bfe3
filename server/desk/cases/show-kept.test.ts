import { expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { ring } from '#server/work/clock.ts'
import { keepPromise, promise } from './promise.ts'
import { showKept } from './show-kept.ts'

test('promises that fell due are reckoned by who gave them and on which rung: kept, or broken', async () => {
  const desk = await aDesk()
  const ann = await desk.colleague('ann')
  const [one, other, open] = [await desk.take(), await desk.take(from(1)), await desk.take(from(2))]
  const due = (hours: number) => ({ what: 'A call', dueAt: desk.now().add({ hours }).toString() })
  const { id } = await promise(desk, ann, { ...(await desk.on(one.caseId)), ...due(2) })
  await promise(desk, ann, { ...(await desk.on(other.caseId)), ...due(2) })
  await promise(desk, desk.admin, { ...(await desk.on(open.caseId)), ...due(400) })
  await keepPromise(desk, ann, { promiseId: id, key: 'kept' })
  desk.wait('PT3H')
  while ((await ring(desk)) > 0);

  expect(await showKept(desk, desk.admin, {})).toMatchObject({
    whole: { kept: 1, broken: 1 },
    members: [{ id: 'ann', kept: 1, broken: 1 }],
    rungs: [{ id: 'front', kept: 1, broken: 1 }],
  })
  expect(await showKept(desk, desk.admin, { since: desk.now().add({ hours: 1 }).toString() })).toMatchObject({
    whole: { kept: 0, broken: 0 },
    members: [],
  })
})

const from = (nth: number) => ({ from: { email: `c${nth}@example.org` } })
