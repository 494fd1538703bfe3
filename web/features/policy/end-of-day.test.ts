import { expect, test } from 'vitest'
import { endOfDay } from './end-of-day.ts'

test.each([
  ['2026-12-05', 'Europe/Berlin', '2026-12-05T22:59:59Z'],
  // A day of 25 hours, and the last of a year.
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59Z'],
  ['2026-12-31', 'America/New_York', '2027-01-01T04:59:59Z'],
])('the last day of a trial, %s, is a day of it to its end in %s', (day, zone, end) => {
  expect(endOfDay(day, zone)).toBe(end)
})
