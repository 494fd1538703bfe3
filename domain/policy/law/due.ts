import { isBusinessDay, type BusinessCalendar } from './business-calendar.ts'
import type { Term } from './regime.ts'

/**
 * The last day on which something may be done that is due so long after a day of receipt. The day of receipt does not
 * count: fifteen business days after Thursday 2 April 2026 are, over Easter, Monday 27 April.
 */
export function dueDay(
  start: Temporal.PlainDate,
  { n, unit }: Term,
  calendar: BusinessCalendar,
): Temporal.PlainDate {
  switch (unit) {
    case 'h':
      return start.add({ days: Math.floor(n / 24) })
    case 'd':
      return start.add({ days: n })
    case 'w':
      return start.add({ weeks: n })
    case 'bd': {
      let day = start
      for (let left = n; left > 0;) {
        day = day.add({ days: 1 })
        if (isBusinessDay(day, calendar)) left--
      }
      return day
    }
  }
}

/** The last instant of a day, as the law's clock has it. */
export const endOf = (day: Temporal.PlainDate, { zone }: BusinessCalendar): Temporal.Instant =>
  day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ milliseconds: 1 })
