import { expect, test } from 'vitest'
import { queueLines } from './queue-lines.ts'

const now = Temporal.Instant.from('2027-02-18T10:42:00Z')
const rows = [
  { id: 'a', nextDueAt: '2027-02-18T09:00:00Z' },
  { id: 'b', nextDueAt: '2027-02-18T11:00:00Z' },
  { id: 'c', nextDueAt: '2027-02-18T11:10:00Z' },
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

test('an empty queue has no line', () => {
  expect(queueLines([], now, { isSearch: false, hasMore: false })).toEqual([])
})
