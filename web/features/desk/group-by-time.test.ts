import { expect, test } from 'vitest'
import { groupByTime } from './group-by-time.ts'

const now = Temporal.Instant.from('2027-02-18T10:42:00+01:00')
const due = (text: string | null) => ({ nextDueAt: text && `${text}+01:00` })

test('a queue is cut by time, and a stretch in which nothing is due is left out', () => {
  const rows = [
    due('2027-02-18T09:30:00'),
    due('2027-02-18T11:42:00'),
    due('2027-02-18T11:43:00'),
    due('2027-02-18T23:59:00'),
    due('2027-02-24T17:00:00'),
    due('2027-02-25T09:00:00'),
  ]

  const groups = groupByTime(rows, now, 'Europe/Madrid')

  expect(groups.map(({ group, rows: inside }) => [group, inside.length])).toEqual([
    ['late', 1],
    ['hour', 1],
    ['today', 2],
    ['week', 1],
    ['later', 1],
  ])
})

test('within the hour goes before today, though midnight lies between', () => {
  const late = Temporal.Instant.from('2027-02-18T23:50:00+01:00')
  const [group] = groupByTime([due('2027-02-19T00:20:00')], late, 'Europe/Madrid')
  expect(group?.group).toBe('hour')
})

test('a closed case owes no date', () => {
  expect(groupByTime([due(null)], now, 'Europe/Madrid')[0]?.group).toBe('none')
})
