import { expect, test } from 'vitest'
import { queueLines } from './queue-lines.ts'

const now = Temporal.Instant.from('2027-02-18T10:42:00Z')
const rows = [
  { id: 'a', severity: 2, nextDueAt: '2027-02-18T09:00:00Z' },
  { id: 'b', severity: 5, nextDueAt: '2027-02-18T11:00:00Z' },
  { id: 'c', severity: 3, nextDueAt: '2027-02-18T11:10:00Z' },
]

test('each group of time has its head, and the last says that there is more', () => {
  const lines = queueLines(rows, now, { isSearch: false, hasMore: true })
  expect(lines.map((line) => (line.is === 'head' ? `${line.title} ${line.count}` : line.id))).toEqual([
    'Late 1',
    'a',
    'Within the hour 2',
    'b',
    'c',
  ])
  expect(lines.flatMap((line) => (line.is === 'head' ? line.isOpenEnded : []))).toEqual([false, true])
})

test('what was looked for is one group', () => {
  const [head] = queueLines(rows, now, { isSearch: true, hasMore: false })
  expect(head).toMatchObject({ title: 'Found', count: 3 })
})

/** What the head of what is late says of cases of these severities. */
const dangers = (severities: readonly number[]) =>
  queueLines(
    severities.map((severity, nth) => ({ id: `${nth}`, severity, nextDueAt: '2027-02-18T09:00:00Z' })),
    now,
    { isSearch: false, hasMore: false },
  ).flatMap((line) => (line.is === 'head' ? line.dangers : []))

test('what is late says how many of it are dangers, where they stand among others', () => {
  expect(dangers([2, 5, 3, 5])).toEqual([2])
  expect(dangers([2, 3])).toEqual([0])
  expect(dangers([5, 5])).toEqual([0])
})

test('an empty queue has no line', () => {
  expect(queueLines([], now, { isSearch: false, hasMore: false })).toEqual([])
})
