import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { rehearseWaiting } from '#server/work/look-after-policy.ts'
import { aDeskAlone } from '#test/desk.ts'
import { enterFacts } from '../cases/case-commands.ts'
import { rehearsePolicy, showRehearsal, showRehearsals } from './rehearse-policy.ts'
import { takeOverCases, goOnTakingOver } from '../cases/take-over-cases.ts'

let keys = 0
const key = () => `key-${++keys}`

/** The policy with another limit from which reach is looked at by a lead, and a fact that the old one did not know. */
const other = (different: Parameters<typeof aPolicy>[0] = {}) => {
  const policy = aPolicy(different)
  const tables = policy.tables.map((table) =>
    table.id !== 'attention'
      ? table
      : {
          ...table,
          reads: [...table.reads, 'press'],
          rows: table.rows.map((row) => (row.id === 'a3' ? { ...row, when: { followers: '>= 1000' } } : row)),
        },
  )
  const facts = { ...policy.facts, press: { type: 'boolean', unknown: true, label: 'visibility' } }
  return stringify({ ...policy, facts, tables })
}

async function aPast() {
  const desk = await aDeskAlone('2026-09-07T09:00:00Z')
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  for (let week = 0; week < 3; week += 1)
    for (const [nth, followers] of [50, 5000, null].entries()) {
      const { caseId } = await desk.take({
        from: { email: `${week}-${nth}@example.org` },
        ...(followers !== null && { facts: { followers } }),
      })
      if (followers === 50) {
        desk.wait('PT2H')
        await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { loss: 20 } })
      }
      desk.wait(nth === 2 ? 'PT118H' : 'PT24H')
    }
  return desk
}

async function rehearsed(desk: Awaited<ReturnType<typeof aPast>>, text: string, terms: object = {}) {
  const { id } = await rehearsePolicy(desk, desk.admin, { text, minutes: 30, key: key(), ...terms })
  expect((await showRehearsal(desk, desk.admin, { rehearsalId: id })).state).toBe('waiting')
  await Promise.all([rehearseWaiting(desk), rehearseWaiting(desk)])
  return showRehearsal(desk, desk.admin, { rehearsalId: id })
}

test('a rehearsal says who would be treated differently, before and after, by what was known then', async () => {
  const desk = await aPast()
  const { state, result } = await rehearsed(desk, other())
  expect(state).toBe('done')
  // Three cases whose facts changed while they were open count once each.
  expect(result).toMatchObject({ cases: 9, vectors: 4, different: 3, days: 17 })
  expect(result?.changes).toEqual([
    { table: 'attention', output: 'rung', kind: 'attention', before: 'front', after: 'lead', cases: 3 },
  ])
  expect(result?.list.map(({ before, after, facts }) => [before, after, facts['followers']])).toEqual(
    Array.from({ length: 3 }, () => [{ rung: 'front' }, { rung: 'lead' }, 'closed']),
  )
  expect((await showRehearsals(desk, desk.admin, {})).rehearsals).toHaveLength(1)
})

test('a rehearsal shares the load out by rung and by person, and counts the minutes of the seniors with an interval', async () => {
  const desk = await aPast()
  const { result } = await rehearsed(desk, other(), { seniorFrom: 'lead' })
  expect(result?.rungs.map(({ rung, before, after }) => [rung, before, after])).toEqual([
    ['front', 0.53, 0.35],
    ['lead', 0, 0.18],
    ['chief', 0, 0],
  ])
  expect(result?.people.map(({ who, before, after }) => [who.id, before, after])).toEqual([
    ['ann', 0.53, 0.35],
    ['lee', 0, 0.18],
    ['kim', 0, 0],
  ])
  // Two whole weeks with one each, at thirty minutes: 30 in 7 days.
  expect(result?.senior).toMatchObject({ from: 'lead', minutesEach: 30, weeks: 2, before: { middle: 0 } })
  expect(result?.senior.difference).toEqual({ low: 4.29, middle: 4.29, high: 4.29 })
})

test('what was unknown then is counted: nobody knew it, or nobody could have written it down', async () => {
  const desk = await aPast()
  const { result } = await rehearsed(desk, other())
  const unknown = Object.fromEntries(
    result?.unknown.map(({ fact, why, cases }) => [`${fact} ${why}`, cases]) ?? [],
  )
  expect(unknown).toEqual({ 'press not-recorded': 9, 'followers not-known': 3 })
})

test('a policy that says the same changes nothing, and a stretch of the past can be chosen', async () => {
  const desk = await aPast()
  const { result } = await rehearsed(desk, stringify(aPolicy()), { from: '2026-09-14T00:00:00Z' })
  expect(result).toMatchObject({ cases: 6, different: 0, changes: [], list: [] })
})

test('a case that a newer policy took over is rehearsed on what that one asked, too', async () => {
  const desk = await aPast()
  await desk.publish({ ...aPolicy(), name: 'newer' }, [])
  desk.wait('PT2S')
  const { id } = await takeOverCases(desk, desk.admin, { version: 3, because: 'All alike.', key: key() })
  while (await goOnTakingOver(desk, desk.org, id));
  const { result } = await rehearsed(desk, other())
  expect(result).toMatchObject({ cases: 9, different: 3 })
})
