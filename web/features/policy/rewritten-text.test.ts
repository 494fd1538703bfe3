import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { columnsOf } from './columns.ts'
import { addRows, moveRows, removeRows, writeCells } from './edit-policy.ts'
import { rewritten } from './rewritten-text.ts'

const starter = readFileSync(new URL('../../../packs/policies/starter.yaml', import.meta.url), 'utf8')
const policy = WrittenPolicy.parse(parse(starter))

const commentsIn = (text: string) => text.match(/(?<=^|\s)#.*$/gm) ?? []

test('a policy in which nothing was changed says the same, with every comment', () => {
  const text = rewritten(starter, policy)
  expect(parse(text)).toEqual(parse(starter))
  expect(commentsIn(text)).toEqual(commentsIn(starter))
})

test('a cell that was changed keeps every comment, and the places that are written once and meant twice', () => {
  const followers = columnsOf(policy.tables[1] ?? { id: '', reads: [], gives: {}, rows: [] }).findIndex(
    (column) => column.part === 'when' && column.name === 'followers',
  )
  const column = columnsOf(policy.tables[1] ?? { id: '', reads: [], gives: {}, rows: [] })[followers]
  if (!column) throw new Error('The starter asks about followers.')
  const changed = writeCells(policy, 'attention', [{ row: 12, column, text: '>= 100000' }])
  const text = rewritten(starter, changed)
  expect(parse(text)).toEqual(changed)
  expect(commentsIn(text)).toEqual(commentsIn(starter))
  expect(text).toContain('*always')
})

test('rows that were added, moved and taken out are written, and the other rows stay as they were', () => {
  const added = addRows(policy, 'entitlement', 1, 1, {
    when: { loss: '> 5' },
    then: { remedy: 'refund', upTo: 5 },
  })
  const moved = moveRows(added, 'entitlement', 3, 3, -1) ?? added
  const fewer = removeRows(moved, 'severity', 2, 3)
  const text = rewritten(starter, fewer)
  expect(parse(text)).toEqual(fewer)
  expect(commentsIn(text)).toEqual(commentsIn(starter))
})

test('a rota that stands for all rungs is changed on one of them alone', () => {
  const ladder = policy.ladder.map((rung) =>
    rung.id === 'front' ? { ...rung, rota: [{ who: 'ann', 'mon-fri': ['08:00-18:00'] }] } : rung,
  )
  const changed = { ...policy, ladder }
  expect(parse(rewritten(starter, changed))).toEqual(changed)
})

test('what was JSON stays what it says', () => {
  expect(parse(rewritten(JSON.stringify(policy), { ...policy, name: 'other' }))).toEqual({
    ...policy,
    name: 'other',
  })
})

test('what is meant elsewhere too can be taken out where it is written', () => {
  const [first, ...above] = policy.ladder
  if (!first) throw new Error('The starter has a ladder.')
  expect(starter).toContain('&always')
  for (const ladder of [above, [{ ...first, id: 'counter' }, ...above]]) {
    const text = rewritten(starter, { ...policy, ladder })
    expect(parse(text)).toEqual({ ...policy, ladder })
    expect(commentsIn(text).length).toBeGreaterThan(commentsIn(starter).length / 2)
  }
})
