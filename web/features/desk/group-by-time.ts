import { daysAhead, hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'

/** When a row is owed; and under which date it keeps its place, where it has left the view. */
type Dated = { nextDueAt: string | null; keptDueAt?: string | null }

const groups = ['late', 'hour', 'today', 'tomorrow', 'week', 'next-week', 'later', 'none'] as const

/** The stretches of time by which a queue is cut. */
export type TimeGroup = (typeof groups)[number]

/** What a stretch of time is called. */
export function groupWord(group: TimeGroup): string {
  switch (group) {
    case 'late':
      return say('Late')
    case 'hour':
      return say('Within the hour')
    case 'today':
      return say('Today')
    case 'tomorrow':
      return say('Tomorrow')
    case 'week':
      return say('This week')
    case 'next-week':
      return say('Next week')
    case 'later':
      return say('Later')
    case 'none':
      return say('No date owed')
  }
}

/**
 * Cuts a queue, the soonest first, into what is late, due within the hour, today, tomorrow, later in this week, which ends
 * with Sunday, in the next, and after that.
 */
export function groupByTime<Row extends Dated>(
  rows: readonly Row[],
  now: Temporal.Instant,
  zone = hereZone(),
): { group: TimeGroup; rows: Row[] }[] {
  const found = Map.groupBy(rows, ({ nextDueAt, keptDueAt = nextDueAt }) => groupOf(keptDueAt, now, zone))
  return groups.flatMap((group) => {
    const inside = found.get(group)
    return inside ? [{ group, rows: inside }] : []
  })
}

function groupOf(dueAt: string | null, now: Temporal.Instant, zone: string): TimeGroup {
  if (dueAt === null) return 'none'
  const due = Temporal.Instant.from(dueAt)
  const left = due.epochMilliseconds - now.epochMilliseconds
  if (left <= 0) return 'late'
  if (left <= 3_600_000) return 'hour'
  const days = daysAhead(due, now, zone)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  const leftOfWeek = 7 - now.toZonedDateTimeISO(zone).dayOfWeek
  if (days <= leftOfWeek) return 'week'
  return days <= leftOfWeek + 7 ? 'next-week' : 'later'
}
