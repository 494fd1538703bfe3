import { isOpen, type Case } from './case.ts'
import type { Deadline, Stretch } from './deadline.ts'
import type { EventData } from './event.ts'

type Standing = NonNullable<EventData['merge-undone']['own']>['dates'][string]

/** How the dates that a case had by itself stand without the other, where that differs from what has become of them. */
export function datesOf(kase: Case, alone: Case, dates: ReadonlySet<string>): Record<string, Standing> {
  if (!isOpen(kase)) return {}
  const found = kase.deadlines.flatMap((now) => {
    const mine = dates.has(now.id) && alone.deadlines.find(({ id }) => id === now.id)
    const stands = mine && standing(now, mine)
    return stands && !isSameDay(stands, now) ? [[now.id, stands] as const] : []
  })
  return Object.fromEntries(found)
}

/** Nothing where what became of a date is its own doing. */
function standing(now: Deadline, mine: Deadline): Standing | null {
  if (now.state === 'met') return null
  const { stood } = mine
  const date = {
    dueAt: mine.dueAt.toString(),
    ...(!isSame(stood, now.stood) && { stood: stood.map(asText) }),
  }
  switch (mine.state) {
    case 'running':
      return date
    case 'paused':
      return { ...date, pausedAt: mine.pausedAt.toString() }
    case 'met':
      return now.state === 'missed' || isActive(now) ? { ...date, metAt: mine.endedAt.toString() } : null
    case 'missed':
      // It rings, and is missed, in a moment.
      return isActive(now) ? date : null
    case 'withdrawn':
      return null
  }
}

const asText = ({ from, until }: Stretch) => ({ from: from.toString(), until: until.toString() })

const isSame = (one: readonly Stretch[], other: readonly Stretch[]) =>
  JSON.stringify(one) === JSON.stringify(other)

const isSameDay = ({ dueAt, pausedAt, stood }: Standing, now: Deadline) =>
  stood === undefined &&
  now.dueAt.equals(Temporal.Instant.from(dueAt)) &&
  (now.state === 'paused'
    ? pausedAt !== undefined && now.pausedAt.equals(Temporal.Instant.from(pausedAt))
    : now.state === 'running' && pausedAt === undefined)

const isActive = ({ state }: Deadline) => state === 'running' || state === 'paused'
