import type { z } from 'zod'
import type { showStaffing } from '#contract/staffing.ts'

type Staffing = z.output<typeof showStaffing.output>
type Line = Staffing['rungs'][number]['rota'][number]

const days: Line['days'] = ['mon', 'tue', 'wed', 'thu', 'fri']
/** When its rung is open, and who stands there does, unless it is said otherwise. */
const workingDays = { days, from: '08:00', to: '18:00' }

/** A desk with one rung in London that is open on working days, and these colleagues on it; some of them may not have come yet. */
export const oneRung = (
  rota: readonly (Pick<Line, 'who'> & Partial<Line>)[],
  notYet: readonly string[] = [],
): Staffing => ({
  now: '2026-11-23T02:00:00Z',
  rungs: [
    {
      id: 'front',
      title: 'Front line',
      version: 1,
      zone: 'Europe/London',
      hours: [workingDays],
      rota: rota.map((line) => ({ ...workingDays, ...line })),
      isTop: false,
      onDuty: [],
      holes: [],
      holeBecause: null,
      keptFor: 0,
    },
  ],
  absences: [],
  notYet: [...notYet],
  danger: null,
  owedAtAnyHour: null,
  holidays: [],
})
