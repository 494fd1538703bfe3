import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarOf, roundTheClock } from './calendar.ts'
import { addWorkingTime, workingTimeBetween } from './working-time.ts'

const berlin = calendarOf({ zone: 'Europe/Berlin', 'mon-fri': ['09:00-18:00'] }, ['2026-12-25'])
const withLunch = calendarOf(
  { zone: 'Europe/Berlin', 'mon-fri': ['09:00-12:00', '13:00-17:00'], sat: ['09:00-13:00'] },
  [],
)
const weekend = calendarOf({ zone: 'Europe/Berlin', 'sat-sun': ['00:00-24:00'] }, [])

const due = (start: string, working: string, calendar = berlin) =>
  addWorkingTime(Temporal.ZonedDateTime.from(start).toInstant(), Temporal.Duration.from(working), calendar)
    .toZonedDateTimeISO('Europe/Berlin')
    .toString({ offset: 'never', timeZoneName: 'never', smallestUnit: 'minute' })

describe('working time', () => {
  test.each([
    ['stays within the day', '2026-11-23T10:00[Europe/Berlin]', 'PT4H', '2026-11-23T14:00'],
    [
      'ends at closing time, not at the next opening',
      '2026-11-23T14:00[Europe/Berlin]',
      'PT4H',
      '2026-11-23T18:00',
    ],
    ['waits over the weekend', '2026-11-20T16:00[Europe/Berlin]', 'PT4H', '2026-11-23T11:00'],
    [
      'begins at the next opening when promised while closed',
      '2026-11-21T23:10[Europe/Berlin]',
      'PT1H',
      '2026-11-23T10:00',
    ],
    ['leaves out a holiday', '2026-12-24T17:00[Europe/Berlin]', 'PT2H', '2026-12-28T10:00'],
    [
      'falls at the next opening when nothing has to pass',
      '2026-11-21T12:00[Europe/Berlin]',
      'PT0S',
      '2026-11-23T09:00',
    ],
  ])('%s', (_, start, working, expected) => {
    expect(due(start, working)).toBe(expected)
  })

  test('stops for lunch and goes on in the afternoon', () => {
    expect(due('2026-11-23T11:00[Europe/Berlin]', 'PT2H', withLunch)).toBe('2026-11-23T14:00')
    expect(due('2026-11-27T16:00[Europe/Berlin]', 'PT3H', withLunch)).toBe('2026-11-28T11:00')
  })

  test('runs through midnight when one day is open until 24:00 and the next from 00:00', () => {
    expect(due('2026-11-21T20:00[Europe/Berlin]', 'PT8H', weekend)).toBe('2026-11-22T04:00')
    expect(due('2026-11-22T20:00[Europe/Berlin]', 'PT8H', weekend)).toBe('2026-11-28T04:00')
  })

  test('keeps the wall clock of opening and closing over both clock changes', () => {
    expect(due('2026-03-27T17:00[Europe/Berlin]', 'PT2H')).toBe('2026-03-30T10:00')
    expect(due('2026-10-23T17:00[Europe/Berlin]', 'PT2H')).toBe('2026-10-26T10:00')
  })

  test('counts the hours that really pass on a night of 23 or 25 hours', () => {
    expect(due('2026-03-29T00:00[Europe/Berlin]', 'PT4H', weekend)).toBe('2026-03-29T05:00')
    expect(due('2026-10-25T00:00[Europe/Berlin]', 'PT4H', weekend)).toBe('2026-10-25T03:00')
  })

  test('is the time itself round the clock, a century ahead as well as an hour', () => {
    expect(due('2026-11-21T23:10[Europe/Berlin]', 'PT30M', roundTheClock)).toBe('2026-11-21T23:40')
    expect(due('2026-11-21T23:10[Europe/Berlin]', 'PT876000H', roundTheClock)).toMatch(/^2126/)
  })

  test('is refused when the desk can never keep the promise', () => {
    expect(() => due('2026-11-21T23:10[Europe/Berlin]', 'PT40000H')).toThrow('not open long enough')
  })
})

test('holidays do not close a desk that promises every hour of the week', () => {
  expect(calendarOf({ zone: 'UTC', 'mon-sun': ['00:00-24:00'] }, ['2026-12-25']).daysOff.size).toBe(0)
})

test('openings that touch are one opening', () => {
  expect(calendarOf({ zone: 'UTC', mon: ['12:00-18:00', '08:00-12:00'] }, []).week[0]).toEqual([
    { opens: 480, closes: 1080 },
  ])
})

test('the time between a start and its due date is the time that was promised', () => {
  const year = Date.parse('2026-01-01T00:00:00Z')
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 365 * 24 * 60 }),
      fc.integer({ min: 0, max: 80 * 60 }),
      fc.constantFrom(berlin, withLunch, weekend, roundTheClock),
      (startMinute, minutes, calendar) => {
        const start = Temporal.Instant.fromEpochMilliseconds(year + startMinute * 60_000)
        const dueAt = addWorkingTime(start, Temporal.Duration.from({ minutes }), calendar)
        expect(workingTimeBetween(start, dueAt, calendar).total('minutes')).toBe(minutes)
      },
    ),
    { numRuns: 300 },
  )
})

test('no working time lies between a moment and an earlier one', () => {
  const [morning, evening] = ['2026-11-23T09:00Z', '2026-11-23T17:00Z'].map((at) => Temporal.Instant.from(at))
  expect(morning && evening && workingTimeBetween(evening, morning, berlin).toString()).toBe('PT0S')
})
