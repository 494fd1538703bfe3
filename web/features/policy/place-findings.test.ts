import { expect, test } from 'vitest'
import type { Finding } from '#domain/policy/proof/finding.ts'
import { placeFindings } from './place-findings.ts'

const table = {
  id: 'attention',
  reads: ['failures'],
  gives: { rung: {} },
  rows: [
    { id: 'any', when: {}, then: { rung: 'front' } },
    { id: 'third', when: { failures: '>= 3' }, then: { rung: 'chief' } },
  ],
  default: { then: { rung: 'front' } },
}

const found = (about: Partial<Finding>): Finding => ({
  kind: 'overlap',
  table: 'attention',
  rows: [],
  facts: {},
  instead: null,
  where: [],
  saying: { says: 'rows-disagree' },
  ...about,
})

test('a finding stands below the first row it concerns, and marks every one of them', () => {
  const finding = found({ rows: ['third', 'any'] })
  const { byRow, marked, below } = placeFindings(table, [finding])
  expect([...byRow]).toEqual([['any', [finding]]])
  expect([...marked]).toEqual(['any', 'third'])
  expect(below).toEqual([])
})

test('of two rows, the one that never answers tells it, and not the one that answers for it', () => {
  const saying = { says: 'never-first', behind: ['any'] } as const
  const finding = found({ kind: 'masked', rows: ['third', 'any'], saying })
  expect([...placeFindings(table, [finding]).byRow]).toEqual([['third', [finding]]])
})

test('a gap stands below the table, and what concerns another table nowhere here', () => {
  const gap = found({ kind: 'gap', saying: { says: 'nothing-answered', output: 'rung' } })
  const { byRow, below } = placeFindings(table, [gap, found({ table: 'clocks', rows: ['any'] })])
  expect(byRow.size).toBe(0)
  expect(below).toEqual([gap])
})

test('what was not proved accuses no row', () => {
  const open = found({
    kind: 'not-proved',
    rows: ['third', 'default'],
    saying: { says: 'not-settled', about: 'masked' },
  })
  const { byRow, marked } = placeFindings(table, [open])
  expect(byRow.get('third')).toEqual([open])
  expect(marked.size).toBe(0)
})
