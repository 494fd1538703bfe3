import { expect, test } from 'vitest'
import { aPolicy, aRung } from './a-policy.ts'
import { diffPolicies } from './diff.ts'
import { keptInOrder } from './kept-in-order.ts'
import { WrittenPolicy } from './written-policy.ts'

type Document = ReturnType<typeof aPolicy>

/** What differs between the policy of the design and one that departs from it. */
const changes = (different: Parameters<typeof aPolicy>[0]) =>
  diffPolicies(WrittenPolicy.parse(aPolicy()), WrittenPolicy.parse(aPolicy(different)))

/** The same changes without what is not said. */
const said = (different: Parameters<typeof aPolicy>[0]) =>
  changes(different).map((change) =>
    Object.fromEntries(Object.entries(change).filter(([, part]) => part !== null)),
  )

const tablesWith = (id: string, change: (table: Document['tables'][number]) => object) =>
  aPolicy().tables.map((table) => (table.id === id ? { ...table, ...change(table) } : table))

test('a policy differs from itself in nothing, however its keys are ordered', () => {
  expect(changes({})).toEqual([])
  const { loss, ...facts } = aPolicy().facts
  const tables = aPolicy().tables.map(({ id, ...table }) => ({ ...table, id }))
  expect(
    changes({ facts: { ...facts, loss: Object.fromEntries(Object.entries(loss).toReversed()) }, tables }),
  ).toEqual([])
})

test('a condition and an answer that changed are told as they were and as they are', () => {
  const tables = tablesWith('severity', ({ rows }) => ({
    rows: rows.map((row) =>
      row.id === 's2' ? { ...row, when: { failures: '>= 2' }, then: { severity: 5 } } : row,
    ),
  }))
  expect(said({ tables })).toEqual([
    {
      kind: 'condition-changed',
      table: 'severity',
      row: 's2',
      what: 'failures',
      before: '>= 3',
      after: '>= 2',
    },
    { kind: 'answer-changed', table: 'severity', row: 's2', what: 'severity', before: '4', after: '5' },
  ])
})

test('a row that was put elsewhere moved, and those it passed did not', () => {
  const tables = tablesWith('attention', ({ rows }) => ({
    rows: [...rows.slice(2, 3), ...rows.slice(0, 2), ...rows.slice(3)],
  }))
  expect(said({ tables })).toEqual([{ kind: 'row-moved', table: 'attention', row: 'a3' }])
})

/** The severity table under a hit policy that takes the gravest row, the rows perhaps turned round. */
const gathering = (turned: boolean) =>
  tablesWith('severity', ({ rows }) => ({ hit: 'C>', rows: turned ? rows.toReversed() : rows }))

test('where the order of rows does not matter, none has moved', () => {
  expect(
    diffPolicies(
      WrittenPolicy.parse(aPolicy({ tables: gathering(false) })),
      WrittenPolicy.parse(aPolicy({ tables: gathering(true) })),
    ),
  ).toEqual([])
})

test('rows and tables that came and went are told with what they say', () => {
  const more = { id: 'a0', when: { followers: '>= 1000000' }, then: { rung: 'chief' }, because: 'harm-first' }
  const tables = tablesWith('attention', ({ rows }) => ({ rows: [more, ...rows.slice(1)] }))
  expect(said({ tables: tables.slice(0, 2) })).toEqual([
    { kind: 'table-removed', table: 'entitlement' },
    { kind: 'row-removed', table: 'attention', row: 'a1', before: 'severity >= 5 → rung chief' },
    { kind: 'row-added', table: 'attention', row: 'a0', after: 'followers >= 1000000 → rung chief' },
  ])
})

test('a reason, a principle, a fact, an output, the table itself and a rung are told part by part', () => {
  const { failures, ...facts } = aPolicy().facts
  const ladder = aPolicy().ladder
  expect(
    said({
      name: 'aldera 2',
      principles: { ...aPolicy().principles, 'harm-first': 'Danger first.' },
      facts: { ...facts, failures: { ...failures, min: 1 }, press: { type: 'boolean', label: 'visibility' } },
      tables: tablesWith('severity', ({ rows, gives }) => ({
        hit: 'C>',
        gives: { severity: { ...gives.severity, max: 6 } },
        rows: rows.map((row) => (row.id === 's2' ? { ...row, because: 'harm-first' } : row)),
      })),
      ladder: [{ ...ladder[0], acceptWithin: 'PT20M' }, ladder[1], aRung('chief', { acceptWithin: 'PT8H' })],
    }),
  ).toEqual([
    { kind: 'name-changed', before: 'aldera', after: 'aldera 2' },
    {
      kind: 'principle-changed',
      what: 'harm-first',
      before: 'Whoever is in danger comes first.',
      after: 'Danger first.',
    },
    { kind: 'fact-changed', what: 'failures', part: 'min', before: '0', after: '1' },
    {
      kind: 'fact-added',
      what: 'press',
      after: '{"type":"boolean","label":"visibility"}',
      position: 'failures',
    },
    { kind: 'table-changed', table: 'severity', part: 'hit', before: 'F', after: 'C>' },
    { kind: 'output-changed', table: 'severity', what: 'severity', part: 'max', before: '5', after: '6' },
    { kind: 'reason-changed', table: 'severity', row: 's2', after: 'harm-first' },
    { kind: 'rung-changed', what: 'front', part: 'acceptWithin', before: 'PT30M', after: 'PT20M' },
    {
      kind: 'rung-changed',
      what: 'chief',
      part: 'rota',
      before: '[{"who":"kim","mon-fri":["08:00-18:00"]}]',
      after: '[{"who":"ann","mon-fri":["08:00-18:00"]}]',
    },
  ])
})

test('what was moved is the least that was', () => {
  expect([...keptInOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])].toSorted()).toEqual(['a', 'b', 'c'])
  expect([...keptInOrder(['a', 'b'], ['x', 'b', 'a'])]).toHaveLength(1)
  expect([...keptInOrder([], ['a'])]).toEqual([])
})
