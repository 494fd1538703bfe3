import { isOpen, type Case } from './case.ts'
import type { ClockKind, Deadline, Stretch } from './deadline.ts'
import type { EventData } from './event.ts'
import { workedOut } from './own-course.ts'

type Standing = NonNullable<EventData['merge-undone']['own']>['dates'][string]

/** What becomes of the dates of a case that gives another back. */
type OwnDates = {
  /** How dates stand by themselves, where that differs from what has become of them. */
  dates: Record<string, Standing>
  /** The dates that it was given for the other's sake, and that run. */
  gone: string[]
  /** Dates that it owes by itself, and that nobody has told. */
  untold: Deadline[]
}

/** The dates that a case owes without the other: those that it had, and those that were worked out for both since. */
export function datesOf(kase: Case, alone: Case, had: ReadonlySet<string>): OwnDates {
  if (!isOpen(kase)) return { dates: {}, gone: [], untold: [] }
  const own: OwnDates = { dates: datesThatItHad(kase, alone, had), gone: [], untold: [] }
  for (const kind of workedOut) {
    pair(own, had, activeOf(kase, kind), activeOf(alone, kind))
    pairMissed(own.dates, missedOf(kase, kind, had), missedOf(alone, kind, had))
  }
  own.untold = own.untold.filter(({ id }) => !had.has(id) || !isHeld(kase, id))
  return own
}

/** The date of a kind that both together owe, and the one that it owes by itself. */
function pair(
  { dates, gone, untold }: OwnDates,
  had: ReadonlySet<string>,
  now: Deadline | undefined,
  mine: Deadline | undefined,
) {
  const isSameDate = now && mine && now.id === mine.id && had.has(now.id)
  if (isSameDate) return
  const takesItsPlace = now && mine && !had.has(now.id) && !had.has(mine.id)
  if (takesItsPlace) {
    const stands = standing(now, mine)
    if (stands && !(isSameDay(stands, now) && mine.setAt.equals(now.setAt)))
      dates[now.id] = { ...stands, setAt: mine.setAt.toString() }
    return
  }
  if (now && !dates[now.id]) gone.push(now.id)
  if (mine) untold.push(mine)
}

/** One that went by for both together stands for the one that went by of itself: what was owed from then on is owed no more. */
function pairMissed(dates: OwnDates['dates'], now: Deadline | undefined, mine: Deadline | undefined) {
  if (now?.state !== 'missed' || !mine) return
  const { dueAt, setAt } = mine
  if (now.dueAt.equals(dueAt) && now.setAt.equals(setAt)) return
  dates[now.id] = {
    dueAt: dueAt.toString(),
    setAt: setAt.toString(),
    missedAt: now.endedAt.toString(),
  }
}

const missedOf = ({ deadlines }: Case, kind: ClockKind, had: ReadonlySet<string>) =>
  deadlines.findLast((date) => date.kind === kind && date.state === 'missed' && !had.has(date.id))

const activeOf = ({ deadlines }: Case, kind: ClockKind) =>
  deadlines.find((date) => date.kind === kind && isActive(date))

const isHeld = ({ deadlines }: Case, date: string) => deadlines.some(({ id }) => id === date)

function datesThatItHad(kase: Case, alone: Case, dates: ReadonlySet<string>): Record<string, Standing> {
  const found = kase.deadlines.flatMap((now) => {
    const mine = dates.has(now.id) && alone.deadlines.find(({ id }) => id === now.id)
    const stands = mine && standing(now, mine)
    return stands && !isSameDay(stands, now) ? [[now.id, stands] as const] : []
  })
  return Object.fromEntries(found)
}

/** Nothing where what became of a date is its own doing. */
function standing(now: Deadline, mine: Deadline): Standing | null {
  if (now.state === 'met' && !isActive(mine)) return null
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
