import type { z } from 'zod'
import type { showStaffing } from '#contract/staffing.ts'
import { roundTheClock } from '#domain/deadline/calendar.ts'
import { withoutThose } from '#domain/policy/not-here-yet.ts'
import type { Rung } from '#domain/policy/ladder.ts'
import { staffedRung, WrittenStaffing } from '#domain/policy/staffing.ts'

type Staffing = z.output<typeof showStaffing.output>

/** A rung as it would be staffed, by the very rules of the desk; null while what is written makes no sense yet. */
export function rungStaffed(
  { id, title }: { id: string; title: string },
  written: unknown,
  { absences, holidays, notYet }: Pick<Staffing, 'absences' | 'holidays' | 'notYet'>,
): Rung | null {
  const read = WrittenStaffing.safeParse(written)
  if (!read.success) return null
  const bare: Rung = {
    id,
    title,
    acceptWithin: new Temporal.Duration(),
    hours: roundTheClock,
    rota: [],
    absences: absences.map(({ who, from, until, standIn }) => ({
      who,
      from: Temporal.Instant.from(from),
      until: Temporal.Instant.from(until),
      standIn,
    })),
    climbsTo: undefined,
  }
  try {
    return withoutThose(
      staffedRung(
        bare,
        read.data,
        holidays.map(({ day }) => day),
      ),
      notYet,
    )
  } catch {
    return null
  }
}
