import { dateWords, hereZone, stretchWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'

/** How pressing a date is: it went by, it comes soon, or it runs. */
export type Pressing = 'late' | 'soon' | 'running'

const hour = 3_600_000
const soonMs = hour / 2

/** Whether a date is late, soon or still far. Soon is what the desk calls near, or the last half hour. */
export function pressingOf(dueAt: Temporal.Instant, now: Temporal.Instant, near: boolean): Pressing {
  const left = dueAt.epochMilliseconds - now.epochMilliseconds
  if (left <= 0) return 'late'
  return near || left <= soonMs ? 'soon' : 'running'
}

/** Whether a date is told by counting down to it: within the last hour. */
export function isCountedDown(dueAt: Temporal.Instant, now: Temporal.Instant): boolean {
  const left = dueAt.epochMilliseconds - now.epochMilliseconds
  return left > 0 && left <= hour
}

/** A date owed, in words: `1 h 12 late`, `in 18 min`, `13:20`, `Fri 12:00`, `Wed 24 Feb`. */
export function dueWords(dueAt: Temporal.Instant, now: Temporal.Instant, zone = hereZone()): string {
  const left = dueAt.epochMilliseconds - now.epochMilliseconds
  if (left <= 0) return say('{stretch} late', { stretch: stretchWords(-left) })
  return isCountedDown(dueAt, now)
    ? say('in {stretch}', { stretch: stretchWords(left) })
    : dateWords(dueAt, now, zone)
}

/** How much of its time a date has left, 0 to 1. */
export function shareLeft(setAt: Temporal.Instant, dueAt: Temporal.Instant, now: Temporal.Instant): number {
  const whole = dueAt.epochMilliseconds - setAt.epochMilliseconds
  const left = dueAt.epochMilliseconds - now.epochMilliseconds
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, left / whole))
}
