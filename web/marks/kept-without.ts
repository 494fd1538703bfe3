import type { z } from 'zod'
import type { showStaffing } from '#contract/staffing.ts'
import { holesIn } from '#domain/policy/holes.ts'
import { rungStaffed } from './rung-staffed.ts'

type Staffing = z.output<typeof showStaffing.output>

/**
 * The rungs on whose rota somebody stands although every hour is kept without them: by colleagues who are here, because who
 * was invited and has not come keeps none.
 */
export function keptWithout(who: string, staffing: Staffing, now: Temporal.Instant): Staffing['rungs'] {
  return staffing.rungs.filter((rung) => {
    const rest = rung.rota.filter((line) => line.who !== who)
    if (rest.length === rung.rota.length) return false
    const without = rungStaffed(rung, { ...rung, rota: rest }, staffing)
    return without !== null && holesIn(without, now).length === 0
  })
}
