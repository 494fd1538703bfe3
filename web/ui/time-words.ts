import { locale, say } from '#web/words/say.ts'
import { isOnPaper } from './use-printing.ts'

/** The zone of the person who looks. */
export const hereZone = (): string => Temporal.Now.timeZoneId()

const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment in the language that is spoken. Formats are dear to make, so each is made once. */
function written(at: Temporal.Instant, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${zone} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone })
    formats.set(key, format)
  }
  return format.format(at.epochMilliseconds)
}

type Written = (at: Temporal.Instant, zone: string) => string

const hourMinute: Written = (at, zone) =>
  written(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const hourMinuteZone: Written = (at, zone) =>
  written(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' })
const weekday: Written = (at, zone) => written(at, zone, { weekday: 'short' })
const dayMonth: Written = (at, zone) => written(at, zone, { day: 'numeric', month: 'short' })
const dayMonthYear: Written = (at, zone) =>
  written(at, zone, { day: 'numeric', month: 'short', year: 'numeric' })

/** How many calendar days a moment is ahead of now on the wall clock of a zone; yesterday is -1. */
export function daysAhead(at: Temporal.Instant, now: Temporal.Instant, zone: string): number {
  const day = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate()
  return day(now).until(day(at), { largestUnit: 'days' }).days
}

const isSameYear = (at: Temporal.Instant, now: Temporal.Instant, zone: string) =>
  at.toZonedDateTimeISO(zone).year === now.toZonedDateTimeISO(zone).year

/** A moment as a person says it: `13:20`, `yesterday 16:05`, `Fri 12:00`, `9 Feb 12:00`, `9 Feb 2025`; whole on paper. */
export function momentWords(at: Temporal.Instant, now: Temporal.Instant, zone = hereZone()): string {
  if (isOnPaper()) return paperWords(at, zone)
  const days = daysAhead(at, now, zone)
  const time = hourMinute(at, zone)
  if (days === 0) return time
  if (days === -1) return say('yesterday {time}', { time })
  if (days === 1) return say('tomorrow {time}', { time })
  if (days > -6 && days < 6) return say('{day} {time}', { day: weekday(at, zone), time })
  if (!isSameYear(at, now, zone)) return dayMonthYear(at, zone)
  return say('{day} {time}', { day: dayMonth(at, zone), time })
}

/** A date ahead as short as it can be said: `13:20` today, `Fri 12:00` this week, then `Wed 24 Feb`; whole on paper. */
export function dateWords(at: Temporal.Instant, now: Temporal.Instant, zone = hereZone()): string {
  if (isOnPaper()) return paperWords(at, zone)
  const days = daysAhead(at, now, zone)
  if (days === 0) return hourMinute(at, zone)
  const day = weekday(at, zone)
  if (days > 0 && days < 6) return say('{day} {time}', { day, time: hourMinute(at, zone) })
  const date = isSameYear(at, now, zone) ? dayMonth(at, zone) : dayMonthYear(at, zone)
  return say('{weekday} {date}', { weekday: day, date })
}

/** A moment as it stands on paper, which is read on another day and elsewhere: `22 Nov 2026 13:20 CET`. */
export const paperWords = (at: Temporal.Instant, zone = hereZone()): string =>
  say('{day} {time}', { day: dayMonthYear(at, zone), time: hourMinuteZone(at, zone) })

/** The time of day on the wall clock of a zone: `09:12`. */
export const timeOfDay = (at: Temporal.Instant, zone: string): string => hourMinute(at, zone)

/** The exact moment and its zone, for whoever points at the words: `Wednesday 24 February 2027, 17:00 (Europe/Madrid, UTC+01:00)`. */
export function exactWords(at: Temporal.Instant, zone = hereZone()): string {
  const key = `${locale()} ${zone} ${at.epochMilliseconds}`
  const known = exact.get(key)
  if (known !== undefined) return known
  const said = exactlyWritten(at, zone)
  // A queue says the same moments again and again; a whole day of them is not kept.
  if (exact.size > 2000) exact.clear()
  exact.set(key, said)
  return said
}

const exact = new Map<string, string>()

function exactlyWritten(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone)
  const day = written(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const time = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' })
  return `${day}, ${time} (${zone === 'UTC' ? zone : `${zone}, UTC${local.offset}`})`
}

/** A stretch of time in its two largest units: `18 min`, `1 h 12`, `3 d 4 h`. */
export function stretchWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  if (minutes < 60) return say('{minutes} min', { minutes })
  const hours = Math.floor(minutes / 60)
  const rest = String(minutes % 60).padStart(2, '0')
  if (hours < 24)
    return minutes % 60 === 0 ? say('{hours} h', { hours }) : say('{hours} h {rest}', { hours, rest })
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 ? say('{days} d', { days }) : say('{days} d {hours} h', { days, hours: hours % 24 })
}
