import { openTimeAfter, type Calendar, type OpenTime } from './calendar.ts'

/** No promise reaches further: a policy that asks for more has its hours or its deadline wrong. */
const farthest = 3660

/**
 * The moment at which `working` time has passed at an open desk, counted from `start`.
 *
 * Four working hours promised on Friday at 16:00, at a desk that closes at 18:00
 * and opens on Monday at 09:00, fall due on Monday at 11:00. A day of `working` is
 * 24 open hours.
 */
export function addWorkingTime(
  start: Temporal.Instant,
  working: Temporal.Duration,
  calendar: Calendar,
): Temporal.Instant {
  let left = working.total('milliseconds')
  if (calendar.neverCloses) return start.add({ milliseconds: left })
  for (const stretch of openTimeAfter(start, calendar, farthest)) {
    const open = lengthOf(stretch)
    if (left <= open) return stretch.from.add({ milliseconds: left })
    left -= open
  }
  throw new RangeError('The desk is not open long enough within ten years to keep this promise.')
}

/** The open time between two moments; none when `until` is not after `from`. */
export function workingTimeBetween(
  from: Temporal.Instant,
  until: Temporal.Instant,
  calendar: Calendar,
): Temporal.Duration {
  const wait = Math.max(0, lengthOf({ from, until }))
  if (calendar.neverCloses) return asDuration(wait)
  const days = Math.ceil(wait / Temporal.Duration.from({ hours: 24 }).total('milliseconds')) + 2
  let open = 0
  for (const stretch of openTimeAfter(from, calendar, days)) {
    if (Temporal.Instant.compare(stretch.from, until) >= 0) break
    open += lengthOf({ from: stretch.from, until: earlier(stretch.until, until) })
  }
  return asDuration(open)
}

const lengthOf = ({ from, until }: OpenTime) => until.epochMilliseconds - from.epochMilliseconds

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)

const asDuration = (milliseconds: number) =>
  Temporal.Duration.from({ milliseconds }).round({ largestUnit: 'hours' })
