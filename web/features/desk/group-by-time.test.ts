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
    due('2027-02-19T09:00:00'),
    due('2027-02-21T17:00:00'),
    due('2027-02-22T17:00:00'),
    due('2027-02-28T23:00:00'),
    due('2027-03-01T09:00:00'),
  ]

  const groups = groupByTime(rows, now, 'Europe/Madrid')

  expect(groups.map(({ group, rows: inside }) => [group, inside.length])).toEqual([
    ['late', 1],
    ['hour', 1],
    ['today', 2],
    ['tomorrow', 1],
    ['week', 1],
    ['next-week', 2],
    ['later', 1],
  ])
})

test.each([
  ['Monday', '15', 'today tomorrow week week week week week next-week'],
  ['Tuesday', '16', 'today tomorrow week week week week next-week next-week'],
  ['Wednesday', '17', 'today tomorrow week week week next-week next-week next-week'],
  ['Thursday', '18', 'today tomorrow week week next-week next-week next-week next-week'],
  ['Friday', '19', 'today tomorrow week next-week next-week next-week next-week next-week'],
  ['Saturday', '20', 'today tomorrow next-week next-week next-week next-week next-week next-week'],
  ['Sunday', '21', 'today tomorrow next-week next-week next-week next-week next-week next-week'],
])('on a %s the next eight days stand where the calendar has them', (_, day, expected) => {
  const morning = Temporal.ZonedDateTime.from(`2027-02-${day}T08:00[Europe/Madrid]`)
  const groups = Array.from({ length: 8 }, (__, days) => {
    const nextDueAt = morning.add({ days }).with({ hour: 17 }).toInstant().toString()
    return groupByTime([{ nextDueAt }], morning.toInstant(), 'Europe/Madrid')[0]?.group
  })
  expect(groups.join(' ')).toBe(expected)
})

test('within the hour goes before today, though midnight lies between', () => {
  const late = Temporal.Instant.from('2027-02-18T23:50:00+01:00')
  const [group] = groupByTime([due('2027-02-19T00:20:00')], late, 'Europe/Madrid')
  expect(group?.group).toBe('hour')
})

test('a closed case owes no date', () => {
  expect(groupByTime([due(null)], now, 'Europe/Madrid')[0]?.group).toBe('none')
})
