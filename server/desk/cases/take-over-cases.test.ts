import { expect, test } from 'vitest'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { aDesk } from '#test/desk.ts'
import { closeSettled } from '#test/settle-case.ts'
import { showPolicyVersion } from '../policy/show-policy-versions.ts'
import { goOnTakingOver, takeOverCases } from './take-over-cases.ts'

let keys = 0
const key = () => `key-${++keys}`

/** A desk with some open cases and a closed one under a policy, and a newer one in force that asks for a lead. */
async function aHouse() {
  const desk = await aDesk()
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  const cases: string[] = []
  for (let nth = 0; nth < 6; nth += 1)
    cases.push((await desk.take({ from: { email: `c${nth}@example.org` } })).caseId)
  const closed = cases.at(-1) ?? ''
  await closeSettled(desk, closed)
  const tables = aPolicy().tables.map((table) =>
    table.id === 'attention' ? { ...table, rows: [{ id: 'all', when: {}, then: { rung: 'lead' } }] } : table,
  )
  await desk.publish(aPolicy({ tables }), [])
  desk.wait('PT2S')
  return { desk, open: cases.slice(0, 5), closed }
}

const asked = { version: 3, because: 'Everybody is heard by a lead now.' }

test('until a batch is asked for, an open case is judged by the policy under which it was opened', async () => {
  const { desk, open } = await aHouse()
  for (const id of open) expect((await desk.see(id)).policy).toBe(2)
})

test('a batch takes the open cases over, each told so in its own record, and what follows from it is done', async () => {
  const { desk, open, closed } = await aHouse()
  const { id, left } = await takeOverCases(desk, desk.admin, { ...asked, key: key() })
  expect(left).toBe(5)
  while (await goOnTakingOver(desk, desk.org, id));
  for (const caseId of open) {
    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({ policy: 3, offer: { rung: { id: 'lead' } } })
    const told = kase.events.filter(({ type }) => type === 'policy-changed')
    expect(told.map(({ data, by }) => [data['policy'], data['batch'], by])).toEqual([[3, id, 'desk']])
  }
  expect((await desk.see(closed)).policy).toBe(2)
  const { takeOver } = await showPolicyVersion(desk, desk.admin, { version: 3 })
  expect(takeOver).toMatchObject({ state: 'finished', taken: 5, left: 0 })
})

test('a batch that two processes work at, or that was cut off and asked for again, takes each case over once', async () => {
  const { desk, open } = await aHouse()
  const same = { ...asked, key: key() }
  const { id } = await takeOverCases(desk, desk.admin, same)
  expect((await takeOverCases(desk, desk.admin, same)).id).toBe(id)
  await expect(takeOverCases(desk, desk.admin, { ...asked, key: key() })).rejects.toThrow('already')
  await Promise.all([goOnTakingOver(desk, desk.org, id), goOnTakingOver(desk, desk.org, id)])
  while (await goOnTakingOver(desk, desk.org, id));
  const again = await takeOverCases(desk, desk.admin, { ...asked, key: key() })
  while (await goOnTakingOver(desk, desk.org, again.id));
  for (const caseId of open) {
    const { events } = await desk.see(caseId)
    expect(events.filter(({ type }) => type === 'policy-changed')).toHaveLength(1)
  }
})

test('a clock of the desk that changes the policy of a case refuses nobody’s reply', async () => {
  const { desk, open } = await aHouse()
  const before = await desk.on(open[0] ?? '')
  const { id } = await takeOverCases(desk, desk.admin, { ...asked, key: key() })
  while (await goOnTakingOver(desk, desk.org, id));
  expect((await desk.on(open[0] ?? '')).seq).toBe(before.seq)
})

test('only the version in force takes cases over', async () => {
  const { desk } = await aHouse()
  await expect(takeOverCases(desk, desk.admin, { ...asked, version: 2, key: key() })).rejects.toThrow(
    'not in force',
  )
})
