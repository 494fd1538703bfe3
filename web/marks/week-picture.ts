import { openTimeAfter, type OpenTime } from '#domain/deadline/calendar.ts'
import { holesIn } from '#domain/policy/holes.ts'
import type { Rung } from '#domain/policy/ladder.ts'
import { presence } from '#domain/policy/rota.ts'

/** A bar in the picture of a week: on which of its days, and from which part of the day to which, 0 to 1. */
export type Bar = {
  day: number
  from: number
  to: number
  stretch: OpenTime
  kind: 'there' | 'away' | 'not-yet' | 'hole'
}

/** Who is there in a week, a row for each person, and where nobody is. */
export type WeekPicture = {
  days: Temporal.ZonedDateTime[]
  people: { who: string; bars: Bar[] }[]
  holes: Bar[]
}

const shownDays = 7

/** The week that begins with the day of a moment, by the clock of the rung. Who is not here yet is told apart from who is away. */
export function weekPicture(rung: Rung, now: Temporal.Instant, notYet: readonly string[] = []): WeekPicture {
  const { zone } = rung.hours
  const today = now.toZonedDateTimeISO(zone).startOfDay()
  const start = today.toInstant()
  const barsOf = (stretch: OpenTime, kind: Bar['kind']) => cutByDay(stretch, today, kind)
  const people = new Map<string, Bar[]>()
  const add = (who: string, bars: Bar[]) => people.set(who, [...(people.get(who) ?? []), ...bars])
  for (const [row, { who, hours }] of rung.rota.entries()) {
    add(who, [])
    for (const shift of openTimeAfter(start, hours, shownDays))
      for (const away of rung.absences.filter((absence) => absence.who === who))
        add(
          who,
          overlap(shift, away).flatMap((stretch) =>
            barsOf(stretch, notYet.includes(who) ? 'not-yet' : 'away'),
          ),
        )
    for (const { who: there, ...stretch } of presence(rung, row, start, shownDays))
      add(there, barsOf(stretch, 'there'))
  }
  const week = start.until(today.add({ days: shownDays }).toInstant())
  return {
    days: Array.from({ length: shownDays }, (_, day) => today.add({ days: day })),
    people: [...people].map(([who, bars]) => ({ who, bars: inOrder(bars) })),
    holes: inOrder(holesIn(rung, start, week).flatMap((hole) => barsOf(hole, 'hole'))),
  }
}

const inOrder = (bars: Bar[]) =>
  bars.toSorted((a, b) => Temporal.Instant.compare(a.stretch.from, b.stretch.from))

function overlap(a: OpenTime, b: OpenTime): OpenTime[] {
  const from = later(a.from, b.from)
  const until = later(a.until, b.until) === a.until ? b.until : a.until
  return Temporal.Instant.compare(from, until) < 0 ? [{ from, until }] : []
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)

/** A stretch in pieces, one for each day that it touches. */
function cutByDay(stretch: OpenTime, today: Temporal.ZonedDateTime, kind: Bar['kind']): Bar[] {
  return Array.from({ length: shownDays }, (_, day) => day).flatMap((day) => {
    const begins = today.add({ days: day })
    const ends = today.add({ days: day + 1 })
    const inside = overlap(stretch, { from: begins.toInstant(), until: ends.toInstant() })
    return inside.map((piece) => ({
      day,
      from: partOfDay(piece.from, begins),
      to: piece.until.equals(ends.toInstant()) ? 1 : partOfDay(piece.until, begins),
      stretch: piece,
      kind,
    }))
  })
}

/** By the clock on the wall, so that a day of 23 or 25 hours is as wide as the others. */
function partOfDay(at: Temporal.Instant, day: Temporal.ZonedDateTime): number {
  const local = at.toZonedDateTimeISO(day.timeZoneId)
  return (local.hour * 60 + local.minute) / (24 * 60)
}
