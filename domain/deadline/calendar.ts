import { weekOf, type Hours, type Opening, type Week } from './hours.ts'

/** When somebody is there: a weekly pattern on the wall clock of a zone, and the days on which it is not kept. */
export type Calendar = {
  readonly zone: string
  readonly week: Week
  /** ISO dates, such as `2026-12-25`. */
  readonly daysOff: ReadonlySet<string>
  readonly neverCloses: boolean
}

/** One stretch of open time on the world's clock. */
export type OpenTime = { readonly from: Temporal.Instant; readonly until: Temporal.Instant }

const dayLong = 24 * 60

/**
 * The calendar of written hours. Hours that name every minute of the week promise
 * every hour of the year, so no holiday closes them.
 */
export function calendarOf(hours: Hours, holidays: Iterable<string>): Calendar {
  const week = weekOf(hours)
  const neverCloses = week.every(([opening]) => opening?.opens === 0 && opening.closes === dayLong)
  return { zone: hours.zone, week, daysOff: new Set(neverCloses ? [] : holidays), neverCloses }
}

/** The same hours with these holidays and no others. */
export const withHolidays = (calendar: Calendar, holidays: Iterable<string>): Calendar => ({
  ...calendar,
  daysOff: new Set(calendar.neverCloses ? [] : holidays),
})

/** The calendar of what cannot wait for the desk to open. */
export const roundTheClock: Calendar = calendarOf({ zone: 'UTC', 'mon-sun': ['00:00-24:00'] }, [])

/** Whether the calendar is open at a moment: the same moments that lie in its stretches of open time. */
export function isOpenAt(at: Temporal.Instant, { zone, week, daysOff }: Calendar): boolean {
  const local = at.toZonedDateTimeISO(zone)
  if (daysOff.has(local.toPlainDate().toString())) return false
  const openings = week[local.dayOfWeek - 1] ?? []
  // An hour that a clock change leaves out or repeats is no place on a clock face: only the world's clock tells.
  if (local.hoursInDay !== 24) return openings.some((opening) => isWithin(at, stretchOn(local, opening)))
  const minute = local.hour * 60 + local.minute
  return openings.some(({ opens, closes }) => opens <= minute && minute < closes)
}

const stretchOn = (local: Temporal.ZonedDateTime, { opens, closes }: Opening): OpenTime => ({
  from: wallClock(local.toPlainDate(), opens, local.timeZoneId),
  until: wallClock(local.toPlainDate(), closes, local.timeZoneId),
})

const isWithin = (at: Temporal.Instant, { from, until }: OpenTime) =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0

/** The stretches of open time after `start`, in order, from the day of `start` on for so many days. */
export function* openTimeAfter(
  start: Temporal.Instant,
  calendar: Calendar,
  days: number,
): Generator<OpenTime> {
  const { zone, week, daysOff } = calendar
  let day = start.toZonedDateTimeISO(zone).toPlainDate()
  for (let walked = 0; walked < days; walked++, day = day.add({ days: 1 })) {
    if (daysOff.has(day.toString())) continue
    for (const { opens, closes } of week[day.dayOfWeek - 1] ?? []) {
      // Wall-clock times become instants day by day, so a clock change moves neither end.
      const from = later(start, wallClock(day, opens, zone))
      const until = wallClock(day, closes, zone)
      if (Temporal.Instant.compare(from, until) < 0) yield { from, until }
    }
  }
}

function wallClock(day: Temporal.PlainDate, minutes: number, timeZone: string): Temporal.Instant {
  if (minutes === dayLong) return day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant()
  const plainTime = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60)
  return day.toZonedDateTime({ timeZone, plainTime }).toInstant()
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)
