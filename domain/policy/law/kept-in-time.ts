import { openTimeAfter, type Calendar } from '../../deadline/calendar.ts'
import type { BusinessCalendar } from './business-calendar.ts'
import { dueDay, endOf } from './due.ts'
import type { Term } from './regime.ts'

/** A start at which a promise comes later than a limit, with both moments. */
export type Late = {
  readonly start: Temporal.Instant
  readonly promised: Temporal.Instant
  readonly latest: Temporal.Instant
}

/** A limit as an instant for every start that has to be looked at. */
type Limit = { readonly start: number; readonly latest: number }

/** Days that a desk is looked over beyond the horizon, so that promises made at its end can be counted out. */
const beyond = 400

/**
 * Promises of a desk against terms on a calendar, over every day of the calendar's horizon on which a complaint may
 * arrive. Within a day nothing is worse than its last moment: the limit stands still, the promise moves on.
 */
export function promisesOver(hours: Calendar, calendar: BusinessCalendar) {
  const open = openTime(hours, calendar)
  const limits = new Map<string, Limit[]>()
  const limitsOf = (term: Term, from: string, until: string) => {
    const key = JSON.stringify([term, from, until])
    const known = limits.get(key) ?? limitsFor(term, calendar, from, until, open)
    limits.set(key, known)
    return known
  }
  return {
    /** The first start at which a wait of so many milliseconds ends after the term; null where it never does. */
    lateFor(wait: number, isAlways: boolean, term: Term, from = '', until = '9999'): Late | null {
      for (const { start, latest } of limitsOf(term, from, until)) {
        const promised = isAlways || hours.neverCloses ? start + wait : endOfWait(start, wait, open)
        if (promised > latest) return lateAt(start, promised, latest)
      }
      return null
    },
  }
}

const lateAt = (start: number, promised: number, latest: number): Late => ({
  start: Temporal.Instant.fromEpochMilliseconds(start),
  promised: Temporal.Instant.fromEpochMilliseconds(Math.min(promised, farthest)),
  latest: Temporal.Instant.fromEpochMilliseconds(latest),
})

/** A promise that never ends within what is looked over is later than any law. */
const farthest = Temporal.Instant.from('9999-01-01T00:00:00Z').epochMilliseconds

/** The open time of a desk: when each stretch begins and ends, and how much open time there was before and after it. */
type OpenTime = Readonly<Record<'from' | 'until' | 'before' | 'after', Float64Array>>

function openTime(hours: Calendar, { from, until, zone }: BusinessCalendar): OpenTime {
  const start = from.toZonedDateTime(zone).toInstant()
  const days = from.until(until).days + beyond
  const stretches = hours.neverCloses ? [] : [...openTimeAfter(start, hours, days)]
  const begins = Float64Array.from(stretches, (stretch) => stretch.from.epochMilliseconds)
  const ends = Float64Array.from(stretches, (stretch) => stretch.until.epochMilliseconds)
  const before = new Float64Array(stretches.length)
  const after = new Float64Array(stretches.length)
  for (let at = 0; at < stretches.length; at++) {
    before[at] = after[at - 1] ?? 0
    after[at] = (before[at] ?? 0) + (ends[at] ?? 0) - (begins[at] ?? 0)
  }
  return { from: begins, until: ends, before, after }
}

/** When so much open time has passed after a moment. */
function endOfWait(start: number, wait: number, { from, until, before, after }: OpenTime): number {
  const at = firstFrom(until, start)
  const needed = (before[at] ?? Infinity) + Math.max(0, start - (from[at] ?? 0)) + wait
  // A wait that ends just as the desk closes ends then, not when it opens again.
  const end = Math.max(at, firstFrom(after, needed - 0.5))
  return end < from.length ? (from[end] ?? 0) + needed - (before[end] ?? 0) : farthest
}

/** The first place whose value lies after a number. */
function firstFrom(sorted: Float64Array, after: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) > after) high = middle
    else low = middle + 1
  }
  return low
}

/** For each day of the horizon its last moment, and until when what is received then is due. */
function limitsFor(
  term: Term,
  calendar: BusinessCalendar,
  from: string,
  until: string,
  open: OpenTime,
): Limit[] {
  const limits: Limit[] = []
  for (let day = calendar.from; ; day = day.add({ days: 1 })) {
    const due = dueDay(day, term, calendar)
    if (Temporal.PlainDate.compare(due, calendar.until) > 0) return limits
    if (day.toString() < from || day.toString() > until) continue
    const start = endOf(day, calendar).epochMilliseconds
    limits.push({
      start,
      latest: term.unit === 'h' ? start + term.n * 3_600_000 : endOf(due, calendar).epochMilliseconds,
    })
    if (term.unit === 'h') limits.push(...closingsOf(day, calendar, open, term))
  }
}

/** Hours run on while the desk is closed, so that the moments at which it closes are the worst. */
function closingsOf(
  day: Temporal.PlainDate,
  { zone }: BusinessCalendar,
  { until }: OpenTime,
  { n }: Term,
): Limit[] {
  const begins = day.toZonedDateTime(zone).toInstant().epochMilliseconds
  const ends = day.add({ days: 1 }).toZonedDateTime(zone).toInstant().epochMilliseconds
  const closings: Limit[] = []
  for (let at = firstFrom(until, begins); at < until.length && (until[at] ?? 0) < ends; at++) {
    const start = until[at] ?? 0
    closings.push({ start, latest: start + n * 3_600_000 })
  }
  return closings
}
