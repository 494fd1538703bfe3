import { z } from 'zod'
import { calendarOf, withHolidays } from '../deadline/calendar.ts'
import { Hours, Shift, type Week } from '../deadline/hours.ts'
import { holidaysKept, type Holiday, type SaidHoliday } from './holidays.ts'
import { lowestRung, type Absence, type Ladder, type Rung } from './ladder.ts'
import type { Policy } from './policy.ts'

/** The days of a week, Monday first. */
export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const clock = (pattern: RegExp) => z.string().regex(pattern, 'A time reads like "08:00".')

/** A line of the table in which hours are written: on these days, from then till then. */
export const HoursLine = z.object({
  days: z.array(z.enum(weekDays)).min(1, 'Choose at least one day.').max(7),
  from: clock(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
})
export type HoursLine = z.output<typeof HoursLine>

/** A line of a rota: who is there on these days, from then till then. */
export const RotaLine = z.object({ who: z.string().min(1).max(200), ...HoursLine.shape })
export type RotaLine = z.output<typeof RotaLine>

/** How a rung is staffed, as it is written down: in the zone of its hours. */
export const WrittenStaffing = z.object({
  zone: z.string().min(1).max(100),
  hours: z.array(HoursLine).min(1, 'A rung promises some hours.').max(50),
  rota: z.array(RotaLine).min(1, 'A rung needs somebody on its rota.').max(200),
})
export type WrittenStaffing = z.output<typeof WrittenStaffing>

/** Who stands where since somebody changed it, whatever version of the policy judges a case. */
export type Staffing = {
  /** By rung. A rung that is not among them is staffed as its policy says. */
  readonly rungs: ReadonlyMap<string, WrittenStaffing>
  readonly absences: readonly Absence[]
  /** Who was invited and has never signed in. */
  readonly notYet: readonly string[]
  /** What the house says of days, beside what its policy writes. */
  readonly holidays: readonly SaidHoliday[]
}

/** A rung with other hours and another rota. Holidays close it unless its hours never close. Throws a ZodError. */
export function staffedRung(rung: Rung, { zone, hours, rota }: WrittenStaffing, holidays: readonly string[]) {
  const calendar = calendarOf(Hours.parse({ zone, ...daysOf(hours) }), holidays)
  return {
    ...rung,
    hours: calendar,
    rota: rota.map(({ who, ...line }) => {
      const { who: _, ...days } = Shift.parse({ who, ...daysOf([line]) })
      return { who, hours: calendarOf({ zone, ...days }, calendar.daysOff) }
    }),
  }
}

/** A rung as its policy writes it, with the holidays that the house keeps. */
function restingRung(rung: Rung, holidays: readonly string[]): Rung {
  const hours = withHolidays(rung.hours, holidays)
  return {
    ...rung,
    hours,
    rota: rung.rota.map(({ who, hours: there }) => ({ who, hours: withHolidays(there, hours.daysOff) })),
  }
}

/**
 * The ladder of a policy as it is staffed now, the hours of its desk (where the policy gives the desk none of its own,
 * they are those of its lowest rung), and the holidays on which these are closed.
 */
export function staffed(
  policy: Policy,
  { rungs, absences, notYet, holidays: said }: Staffing,
): { ladder: Ladder; deskHours: Rung['hours']; holidays: readonly Holiday[] } {
  const holidays = holidaysKept(policy.holidays, said)
  const days = holidays.map(({ day }) => day)
  const ladder = policy.ladder.map((rung) => {
    const written = rungs.get(rung.id)
    return { ...(written ? staffedRung(rung, written, days) : restingRung(rung, days)), absences, notYet }
  })
  const borrowed = policy.hours === lowestRung(policy.ladder).hours
  return {
    ladder,
    deskHours: borrowed ? lowestRung(ladder).hours : withHolidays(policy.hours, days),
    holidays,
  }
}

/** A rung's staffing as it would be written down. */
export const writtenOf = ({ hours, rota }: Rung): WrittenStaffing => ({
  zone: hours.zone,
  hours: linesOf(hours.week),
  rota: rota.flatMap(({ who, hours: { week } }) => linesOf(week).map((line) => ({ who, ...line }))),
})

/** A week as lines, days that open and close at the same time on one line. */
function linesOf(week: Week): HoursLine[] {
  const lines = new Map<string, HoursLine>()
  for (const [place, openings] of week.entries())
    for (const { opens, closes } of openings) {
      const key = `${opens} ${closes}`
      const line = lines.get(key) ?? { days: [], from: clockOf(opens), to: clockOf(closes) }
      lines.set(key, { ...line, days: [...line.days, ...weekDays.slice(place, place + 1)] })
    }
  return [...lines.values()].toSorted((a, b) => a.from.localeCompare(b.from))
}

/** Lines as the days of written hours. */
export const daysOf = (lines: readonly HoursLine[]) =>
  Object.fromEntries(
    weekDays.flatMap((day) => {
      const openings = lines.filter(({ days }) => days.includes(day)).map(({ from, to }) => `${from}-${to}`)
      return openings.length > 0 ? [[day, openings]] : []
    }),
  )

const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
