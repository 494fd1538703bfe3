import { daysAhead, hereZone } from '#web/ui/time-words.ts'

type Dated = { nextDueAt: string | null }

const titles = ['Late', 'Within the hour', 'Today', 'This week', 'Later', 'No date owed'] as const

/** The stretches of time by which a queue is cut. */
export type TimeGroup = (typeof titles)[number]

/** Cuts a queue, the soonest first, into Late, Within the hour, Today, This week (seven days) and Later. */
export function groupByTime<Row extends Dated>(
  rows: readonly Row[],
  now: Temporal.Instant,
  zone = hereZone(),
): { title: TimeGroup; rows: Row[] }[] {
  const groups = Map.groupBy(rows, ({ nextDueAt }) => titleOf(nextDueAt, now, zone))
  return titles.flatMap((title) => {
    const found = groups.get(title)
    return found ? [{ title, rows: found }] : []
  })
}

function titleOf(dueAt: string | null, now: Temporal.Instant, zone: string): TimeGroup {
  if (dueAt === null) return 'No date owed'
  const due = Temporal.Instant.from(dueAt)
  const left = due.epochMilliseconds - now.epochMilliseconds
  if (left <= 0) return 'Late'
  if (left <= 3_600_000) return 'Within the hour'
  const days = daysAhead(due, now, zone)
  if (days === 0) return 'Today'
  return days < 7 ? 'This week' : 'Later'
}
