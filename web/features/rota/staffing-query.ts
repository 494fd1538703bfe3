import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { showStaffing } from '#contract/staffing.ts'
import { ask } from '#web/api.ts'

/** Who stands where, who is away, and where nobody is. */
export const staffingQuery = queryOptions({
  queryKey: ['staffing'],
  queryFn: () => ask(showStaffing, {}),
  staleTime: 15_000,
})

export type Staffing = z.output<typeof showStaffing.output>
export type RungView = Staffing['rungs'][number]
export type AbsenceView = Staffing['absences'][number]
