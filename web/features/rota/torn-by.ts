import { holesIn, type Hole } from '#domain/policy/holes.ts'
import type { Absence } from '#domain/policy/ladder.ts'
import { rungStaffed } from '#web/marks/rung-staffed.ts'
import type { RungView, Staffing } from './staffing-query.ts'

/** How much of a long absence is looked over. */
const mostDays = 60

/** The holes that an absence would tear into the rungs, the soonest first: those that are there without it are not its own. */
export function tornBy(
  { who, from, until, standIn }: Absence,
  staffing: Staffing,
  now: Temporal.Instant,
): { rung: RungView; hole: Hole }[] {
  const begins = Temporal.Instant.compare(from, now) > 0 ? from : now
  if (Temporal.Instant.compare(until, begins) <= 0) return []
  const whole = begins.until(until, { largestUnit: 'hours' })
  const most = Temporal.Duration.from({ hours: mostDays * 24 })
  const ahead = Temporal.Duration.compare(whole, most) > 0 ? most : whole
  const away = { id: '', who, from: from.toString(), until: until.toString(), standIn, note: null }
  const holesOf = (rung: RungView, absences: Staffing['absences']) => {
    const staffed = rungStaffed(rung, rung, { ...staffing, absences })
    return staffed ? holesIn(staffed, begins, ahead) : []
  }
  return staffing.rungs
    .flatMap((rung) => {
      const before = new Set(holesOf(rung, staffing.absences).map(stretchOf))
      const torn = holesOf(rung, [...staffing.absences, away]).filter((hole) => !before.has(stretchOf(hole)))
      return torn.map((hole) => ({ rung, hole }))
    })
    .toSorted((a, b) => Temporal.Instant.compare(a.hole.from, b.hole.from))
}

const stretchOf = ({ from, until }: Hole) => `${from.toString()} ${until.toString()}`
