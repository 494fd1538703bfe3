import { say } from '#web/words/say.ts'
import { clockWords, dayWords } from '#web/marks/hole-words.ts'
import type { AbsenceView } from './staffing-query.ts'

/** When somebody is away: `Ann is away all of Thursday 26 November.` */
export function absenceWords(
  { from, until }: Pick<AbsenceView, 'from' | 'until'>,
  who: string,
  zone: string,
): string {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
  const end = Temporal.Instant.from(until).toZonedDateTimeISO(zone)
  const lastDay = end.subtract({ minutes: 1 })
  const isWholeDays = isMidnight(start) && isMidnight(end)
  const isOneDay = start.toPlainDate().equals(lastDay.toPlainDate())
  const values = { who, first: dayWords(start), last: dayWords(lastDay) }
  if (isWholeDays && isOneDay) return say('{who} is away all of {first}.', values)
  if (isWholeDays) return say('{who} is away from {first} to {last}.', values)
  const times = { from: clockWords(start), until: isMidnight(end) ? '24:00' : clockWords(end) }
  if (isOneDay) return say('{who} is away on {first}, {from}–{until}.', { ...values, ...times })
  return say('{who} is away from {first}, {from}, to {last}, {until}.', { ...values, ...times })
}

const isMidnight = (at: Temporal.ZonedDateTime) => at.hour + at.minute === 0

type Days = { first: string; last: string; from: string; until: string }

/** The stretch from a first to a last day, the last included, by the clock of a zone; null while it is none. */
export function stretchOfDays(
  { first, last, from, until }: Days,
  zone: string,
): { from: string; until: string } | null {
  try {
    const begins = at(first, from || '00:00', zone)
    const ends = until ? at(last, until, zone) : at(last, '00:00', zone).add({ days: 1 })
    if (Temporal.ZonedDateTime.compare(begins, ends) >= 0) return null
    return { from: begins.toInstant().toString(), until: ends.toInstant().toString() }
  } catch {
    return null
  }
}

/** The days and times of a stretch, as a form asks for them: whole days say no time. */
export function daysOfStretch({ from, until }: { from: string; until: string }, zone: string): Days {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
  const end = Temporal.Instant.from(until).toZonedDateTimeISO(zone)
  return {
    first: start.toPlainDate().toString(),
    last: (isMidnight(end) ? end.subtract({ days: 1 }) : end).toPlainDate().toString(),
    from: isMidnight(start) ? '' : typedClock(start),
    until: isMidnight(end) ? '' : typedClock(end),
  }
}

const typedClock = (time: Temporal.ZonedDateTime) => time.toPlainTime().toString({ smallestUnit: 'minute' })

const at = (day: string, clock: string, timeZone: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(clock) })
