import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listPeople, listTeams } from '#contract/accounts.ts'
import { showStaffing } from '#contract/staffing.ts'
import { ask } from '#web/api.ts'

export type Person = z.output<typeof listPeople.output>['people'][number]
export type Team = z.output<typeof listTeams.output>['teams'][number]

export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: () => ask(listPeople, {}) })
export const teamsQuery = queryOptions({ queryKey: ['teams'], queryFn: () => ask(listTeams, {}) })

export const staffingQuery = queryOptions({ queryKey: ['staffing'], queryFn: () => ask(showStaffing, {}) })

/** Which form of the page is open, and opening another. */
export type Doing = { open: string | null; show: (form: string | null) => void }
