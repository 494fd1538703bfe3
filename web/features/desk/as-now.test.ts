import { expect, test } from 'vitest'
import { asNow } from './as-now.ts'
import type { Row } from './use-queue.ts'

const row = (id: string, parts: Partial<Row> = {}): Row => ({
  id,
  number: 1,
  subject: 'A matter',
  person: { id: 'ada', name: 'Ada' },
  channel: 'email',
  severity: 1,
  rung: { id: 'front', name: 'Front line' },
  owner: { id: 'sol', name: 'Sol' },
  state: 'open',
  stage: 'detected',
  turn: 'ours',
  isPublic: false,
  failures: 0,
  nextDueAt: '2026-11-23T09:00:00Z',
  nextDue: { kind: 'act-by', setAt: '2026-11-22T09:00:00Z', near: false },
  offeredTo: null,
  meanwhile: null,
  snoozedUntil: null,
  seq: 3,
  position: 'here',
  found: [],
  ...parts,
})

test('a case that was given away keeps its place and says who has it now', () => {
  const pau = { id: 'pau', name: 'Pau' }
  const given = row('b', { owner: pau, nextDueAt: '2026-11-25T09:00:00Z', seq: 4 })

  const shown = asNow([row('a'), row('b'), row('c')], ['b'], [given])

  expect(shown.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(shown[1]).toMatchObject({ left: 'given', owner: pau, seq: 4, keptDueAt: '2026-11-23T09:00:00Z' })
  expect(shown[0]).toEqual(row('a'))
})

test('a case that rests or was closed says that', () => {
  const shown = asNow(
    [row('a'), row('b')],
    ['a', 'b'],
    [row('a', { snoozedUntil: '2026-11-23T08:00:00Z' }), row('b', { state: 'closed', nextDueAt: null })],
  )

  expect(shown.map(({ left }) => left)).toEqual(['resting', 'other'])
})

test('until it is known what became of a case it stays as it was', () => {
  expect(asNow([row('a')], ['a'], [])).toEqual([row('a')])
})
