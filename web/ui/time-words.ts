/** The zone of the person who looks. */
export const hereZone = (): string => Temporal.Now.timeZoneId()

const hourMinute = (at: Temporal.ZonedDateTime) =>
  `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const dayMonth = (at: Temporal.ZonedDateTime) => `${at.day} ${months[at.month - 1] ?? ''}`
const weekday = (at: Temporal.ZonedDateTime) => weekdays[at.dayOfWeek - 1] ?? ''

/** How many calendar days a moment is ahead of now on the wall clock of a zone; yesterday is -1. */
export function daysAhead(at: Temporal.Instant, now: Temporal.Instant, zone: string): number {
  const day = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate()
  return day(now).until(day(at), { largestUnit: 'days' }).days
}

/** A moment as a person says it: `13:20`, `yesterday 16:05`, `Fri 12:00`, `9 Feb 12:00`, `9 Feb 2025`. */
export function momentWords(at: Temporal.Instant, now: Temporal.Instant, zone = hereZone()): string {
  const days = daysAhead(at, now, zone)
  const local = at.toZonedDateTimeISO(zone)
  if (days === 0) return hourMinute(local)
  if (days === -1) return `yesterday ${hourMinute(local)}`
  if (days === 1) return `tomorrow ${hourMinute(local)}`
  if (days > -6 && days < 6) return `${weekday(local)} ${hourMinute(local)}`
  if (local.year === now.toZonedDateTimeISO(zone).year) return `${dayMonth(local)} ${hourMinute(local)}`
  return `${dayMonth(local)} ${local.year}`
}

/** A date ahead as short as it can be said: `13:20` today, `Fri 12:00` this week, then `Wed 24 Feb`. */
export function dateWords(at: Temporal.Instant, now: Temporal.Instant, zone = hereZone()): string {
  const days = daysAhead(at, now, zone)
  const local = at.toZonedDateTimeISO(zone)
  if (days === 0) return hourMinute(local)
  if (days > 0 && days < 6) return `${weekday(local)} ${hourMinute(local)}`
  const year = local.year === now.toZonedDateTimeISO(zone).year ? '' : ` ${local.year}`
  return `${weekday(local)} ${dayMonth(local)}${year}`
}

/** The exact moment and its zone, for whoever points at the words: `Wednesday 24 February 2027, 17:00:00 (Europe/Madrid)`. */
export function exactWords(at: Temporal.Instant, zone = hereZone()): string {
  const local = at.toZonedDateTimeISO(zone)
  const day = local.toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return `${day}, ${local.toPlainTime().toString({ smallestUnit: 'second' })} (${zone}, UTC${local.offset})`
}

/** A stretch of time in its two largest units: `18 min`, `1 h 12`, `3 d 4 h`. */
export function stretchWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24)
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')}`
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`
}
