import { openTimeAfter, type Calendar, type OpenTime } from '../deadline/calendar.ts'
import type { Week } from '../deadline/hours.ts'
import type { Absence, Ladder } from '../policy/ladder.ts'

/** When somebody works, as far as telling them goes. */
export type WorkingTime = { calendars: readonly Calendar[]; absences: readonly Absence[] }

/** Nobody is told between these hours of their own clock, unless they have said themselves that they work then. */
const day = { opens: 7 * 60, closes: 21 * 60 }

/** Whoever is away for longer is told when they look. */
const horizon = 60

/**
 * When somebody works: the hours that they have said themselves; else their hours on the rotas, by day. Whoever stands on a
 * rota at night is on call: they are paged then, and told of nothing else. Whoever stands on no rota works when the desk does.
 */
export function workingTimeOf(
  member: string,
  { own, ladder, deskHours }: { own: Calendar | null; ladder: Ladder; deskHours: Calendar },
): WorkingTime {
  const absences = ladder[0]?.absences.filter(({ who }) => who === member) ?? []
  if (own) return { calendars: [own], absences }
  const shifts = ladder.flatMap(({ rota }) =>
    rota.flatMap(({ who, hours }) => (who === member ? [hours] : [])),
  )
  const byDay = shifts.map(withoutNights).filter(({ week }) => week.some((openings) => openings.length > 0))
  return { calendars: byDay.length > 0 ? byDay : [withoutNights(deskHours)], absences }
}

const withoutNights = (calendar: Calendar): Calendar => ({
  ...calendar,
  neverCloses: false,
  week: calendar.week.map((openings) =>
    openings
      .map(({ opens, closes }) => ({
        opens: Math.max(opens, day.opens),
        closes: Math.min(closes, day.closes),
      }))
      .filter(({ opens, closes }) => opens < closes),
  ) satisfies Week,
})

/** The stretch in which somebody works at this moment, or the next one; null where none begins for two months. */
export function nextWork(at: Temporal.Instant, { calendars, absences }: WorkingTime): OpenTime | null {
  const next = calendars.flatMap((calendar) => firstWithout(at, calendar, absences) ?? [])
  return next.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))[0] ?? null
}

/** Whether somebody works at this moment. */
export const isAtWork = (at: Temporal.Instant, working: WorkingTime): boolean =>
  nextWork(at, working)?.from.equals(at) ?? false

function firstWithout(
  at: Temporal.Instant,
  calendar: Calendar,
  absences: readonly Absence[],
): OpenTime | undefined {
  for (const stretch of openTimeAfter(at, calendar, horizon)) {
    const left = afterAbsences(stretch, absences)
    if (left) return left
  }
  return undefined
}

/** What is left of a stretch when whoever is away has come back. */
function afterAbsences({ from, until }: OpenTime, absences: readonly Absence[]): OpenTime | null {
  const away = absences.find((absence) => isWithin(from, absence))
  if (!away) return { from, until }
  if (Temporal.Instant.compare(away.until, until) >= 0) return null
  return afterAbsences({ from: away.until, until }, absences)
}

const isWithin = (at: Temporal.Instant, { from, until }: OpenTime) =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0

/** So long somebody is away at least before what comes after counts as a new beginning: a lunch is no leave. */
const aBreak = Temporal.Duration.from({ hours: 4 })

/** When somebody next begins to work after having been off; null where that is not within two months. */
export function nextBegin(at: Temporal.Instant, working: WorkingTime): Temporal.Instant | null {
  let stretch = nextWork(at, working)
  if (!stretch || !stretch.from.equals(at)) return stretch?.from ?? null
  for (let looked = 0; stretch && looked < 200; looked++) {
    const next: OpenTime | null = nextWork(stretch.until, working)
    if (!next) return null
    const off = stretch.until.until(next.from)
    if (Temporal.Duration.compare(off, aBreak) >= 0) return next.from
    stretch = next
  }
  return stretch?.from ?? null
}
