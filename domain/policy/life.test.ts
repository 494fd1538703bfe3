import { expect, test } from 'vitest'
import { aPolicy } from './a-policy.ts'
import { answeredUntil, markOf, ownersAfter, stateOf, unanswered, type Life } from './life.ts'
import { WrittenPolicy } from './written-policy.ts'

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
const yesterday = now.subtract({ hours: 24 })
const tomorrow = now.add({ hours: 24 })
const life = (different: Partial<Life> = {}): Life => ({
  version: 3,
  kept: 'approved',
  effectiveAt: yesterday,
  until: null,
  ...different,
})

test.each([
  ['a draft', life({ kept: 'draft', effectiveAt: null }), 2, 'draft'],
  ['one that judges new complaints', life(), 3, 'in-force'],
  ['one whose date has not come', life({ effectiveAt: tomorrow }), 2, 'scheduled'],
  ['one that another has followed', life(), 4, 'superseded'],
  ['one that nobody answers for any more', life({ until: yesterday }), 2, 'lapsed'],
  ['one that somebody answers for', life({ until: tomorrow }), 3, 'in-force'],
  ['one on trial', life({ kept: 'on-trial' }), 2, 'on-trial'],
  ['one that was taken back', life({ kept: 'withdrawn' }), 2, 'withdrawn'],
] as const)('%s is told as what it is', (_, version, inForce, state) => {
  expect(stateOf(version, inForce, now)).toBe(state)
})

const leak = {
  kind: 'visibility-leak',
  table: 'entitlement',
  rows: ['e2', 'e1'],
  saying: { says: 'is-seen' },
}
const hole = (from: number) => ({
  kind: 'unstaffed',
  table: 'attention',
  rows: ['a1'],
  saying: { says: 'nobody-there', rung: 'chief', holes: [{ from, until: 6840 }] },
})

test('a fault is the same whatever facts show it, and hours without anybody are another fault when they grow', () => {
  expect(markOf(leak)).toBe(markOf({ ...leak, rows: ['e1', 'e2'], saying: { says: 'otherwise' } }))
  expect(markOf(hole(6480))).toBe(markOf({ ...hole(6480), rows: ['a2'] }))
  expect(markOf(hole(6480))).not.toBe(markOf(hole(6240)))
})

test('somebody answers for a fault until their day, and only for what they were told of', () => {
  const standing = { covers: [markOf(leak)], until: tomorrow, endedAt: null }
  expect(unanswered([leak, hole(0)], [standing], now)).toEqual([hole(0)])
  expect(unanswered([leak], [standing], tomorrow)).toEqual([leak])
  expect(unanswered([leak], [{ ...standing, endedAt: yesterday }], now)).toEqual([leak])
})

const answers = (kinds: Parameters<typeof markOf>[0][], until: Temporal.Instant) => ({
  covers: kinds.map(markOf),
  until,
  endedAt: null,
})

test('all is answered for until the first of it is not, and no longer than now where somebody takes theirs back', () => {
  const later = tomorrow.add({ hours: 24 })
  const [one, both] = [answers([leak], tomorrow), answers([leak, hole(0)], later)]
  expect(answeredUntil([leak, hole(0)], [one, both], now)).toEqual(later)
  expect(answeredUntil([leak, hole(0)], [one, { ...both, endedAt: yesterday }], now)).toEqual(now)
  expect(answeredUntil([], [one, both], now)).toBeNull()
})

test('a rule that stands as it stood keeps its owner; one that was changed belongs to whoever changed it', () => {
  const before = WrittenPolicy.parse(aPolicy())
  const tables = aPolicy().tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => (row.id === 's2' ? { ...row, when: { failures: '>= 2' } } : row)),
  }))
  const owners = ownersAfter(
    before,
    { 'severity.s1': 'ada', 'severity.s2': 'ada' },
    WrittenPolicy.parse(aPolicy({ tables })),
    'bo',
  )
  expect([owners['severity.s1'], owners['severity.s2'], owners['severity.s9']]).toEqual(['ada', 'bo', 'bo'])
})
