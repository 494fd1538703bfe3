import { expect, test } from 'vitest'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { sql } from '#server/store/statement.ts'
import { aDesk } from '#test/desk.ts'
import { enterFacts } from './case-commands.ts'
import { explainCase } from './explain-case.ts'
import { showDecision } from './show-desk.ts'
import { goOnTakingOver, takeOverCases } from './take-over-cases.ts'
import { tryPolicy } from '../policy/try-policy.ts'
import { openReach } from '../claims/open-reach.ts'

let keys = 0
const key = () => `key-${++keys}`

async function aHouse() {
  const desk = await aDesk()
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  const { caseId } = await desk.take({ facts: { loss: 12.5, followers: 300_000 } })
  await openReach(desk, desk.admin, { caseId, key: key() })
  return { desk, caseId }
}

/** A newer policy in force, under which reach changes nothing. */
const blind = aPolicy({
  tables: aPolicy().tables.map((table) =>
    table.id === 'attention' ? { ...table, rows: table.rows.filter(({ id }) => id !== 'a3') } : table,
  ),
})

test('a case says which version judges it, which rows by which facts, what kept the others, and the nearest change', async () => {
  const { desk, caseId } = await aHouse()
  const { version, name, facts, why } = await explainCase(desk, desk.admin, { caseId })
  expect([version, name, facts['followers']]).toEqual([2, 'aldera', 300_000])
  const attention = why.find(({ table }) => table === 'attention')
  expect(attention).toMatchObject({
    kind: 'attention',
    answers: { rung: 'lead' },
    fired: [{ row: 'a3', when: { followers: '>= 250000' }, because: null }],
    others: [
      { row: 'a1', keptBy: 'severity', wanted: '>= 5', had: 2 },
      { row: 'a2', keptBy: 'failures', wanted: '>= 3', had: 0 },
      { row: 'a9', keptBy: null, wanted: null, had: null },
    ],
    nearest: { fact: 'severity', from: 2, to: 5, answers: { rung: 'chief' }, rows: ['a1'] },
  })
  expect(why.find(({ table }) => table === 'entitlement')?.fired).toMatchObject([
    { row: 'e1', because: 'The same matter is owed the same remedy.' },
  ])
})

test('an old case explains itself under its own version, and each of its decisions under the one of then', async () => {
  const { desk, caseId } = await aHouse()
  await desk.publish(blind, [])
  desk.wait('PT2S')
  expect(await explainCase(desk, desk.admin, { caseId })).toMatchObject({ version: 2 })

  const { id } = await takeOverCases(desk, desk.admin, { version: 3, because: 'All alike.', key: key() })
  while (await goOnTakingOver(desk, desk.org, id));
  const now = await explainCase(desk, desk.admin, { caseId })
  expect(now.version).toBe(3)
  expect(now.why.find(({ table }) => table === 'attention')?.answers).toEqual({ rung: 'front' })
  const then = await explainCase(desk, desk.admin, { caseId, seq: now.seq - 1 })
  expect(then).toMatchObject({ version: 2 })
  expect(then.why.find(({ table }) => table === 'attention')?.answers).toEqual({ rung: 'lead' })
})

test('what was entered later does not change why something was decided before', async () => {
  const { desk, caseId } = await aHouse()
  const before = await explainCase(desk, desk.admin, { caseId })
  await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { harm: 'safety' } })
  expect((await explainCase(desk, desk.admin, { caseId })).why[0]?.answers).toEqual({ severity: 5 })
  expect(await explainCase(desk, desk.admin, { caseId, seq: before.seq })).toEqual(before)
})

test('facts are tried on the policy in force, on a version, and on a text that is not kept', async () => {
  const { desk } = await aHouse()
  const facts = { harm: 'none', loss: 0, failures: 0, followers: 300_000 }
  const rung = async (asked: object) =>
    (await tryPolicy(desk, desk.admin, { facts, ...asked })).attention['rung']
  expect(await rung({})).toBe('lead')
  expect(await rung({ text: JSON.stringify(blind) })).toBe('front')
  expect(await rung({ version: 2 })).toBe('lead')
  const decided = await showDecision(desk, desk.admin, { facts })
  expect(decided.why.map(({ table, rows }) => [table, rows])).toEqual([
    ['severity', ['s9']],
    ['attention', ['a3']],
    ['entitlement', ['e9']],
  ])
  expect(decided.why[1]?.nearest).toMatchObject({ fact: 'severity', to: 5 })
})

test('a case that somebody may not see explains nothing to them', async () => {
  const { desk, caseId } = await aHouse()
  await desk.db.asOwner((tx) =>
    tx.rows(sql`update cases set team = 'returns' where org_id = $1 and id = $2`, [desk.org, caseId]),
  )
  const stranger = { ...(await desk.colleague('bo')), sees: ['billing'] }
  await expect(explainCase(desk, stranger, { caseId })).rejects.toThrow('no such case')
})
