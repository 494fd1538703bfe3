import { z } from 'zod'
import { HoursLine, RotaLine, WrittenStaffing } from '#domain/policy/staffing.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, words } from './endpoint.ts'

const key = command.key

const Hole = z.object({ from: instant, until: instant })

const RungView = z.object({
  id: z.string(),
  title: z.string(),
  /** How many times it was changed; 0 while the policy says who stands there. */
  version: z.int(),
  zone: z.string(),
  hours: z.array(HoursLine),
  rota: z.array(RotaLine),
  isTop: z.boolean(),
  onDuty: z.array(z.string()),
  holes: z.array(Hole),
  /** Why it was kept with a hole in it. */
  holeBecause: z.string().nullable(),
})

const AbsenceView = z.object({
  id: z.uuid(),
  who: z.string(),
  from: instant,
  until: instant,
  standIn: z.string().nullable(),
  note: z.string().nullable().describe('Shown to leads, administrators and whoever it is about.'),
})

export const showStaffing = endpoint({
  method: 'GET',
  path: '/staffing',
  summary: 'Who stands on which rung when, who is away, and where in the next 14 days nobody is there.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    now: instant,
    rungs: z.array(RungView).describe('From the front line up.'),
    absences: z.array(AbsenceView),
    notYet: z
      .array(z.string())
      .describe('Invited, and never signed in: on a rota they are a hole until they come.'),
    holidays: z.array(z.string()).describe('Days on which only hours that never close are kept.'),
  }),
})

export const staffRung = endpoint({
  method: 'POST',
  path: '/staffing/:rung',
  summary:
    'Change the hours and the rota of a rung: counts at once, for open cases too. Refused when it leaves a hole, unless a reason is given.',
  who: ['admin', 'lead'],
  input: z.object({
    rung: z.string().min(1).max(100),
    version: z.int().min(0).describe('The version you saw; refused with 409 when somebody was faster.'),
    ...WrittenStaffing.shape,
    anyway: z
      .object({ because: words(500) })
      .optional()
      .describe('Keep it although there are holes, and why.'),
    key,
  }),
  output: RungView,
})

export const enterAbsence = endpoint({
  method: 'POST',
  path: '/absences',
  summary: 'Write down that somebody is away, and who stands in. Everybody may for themselves.',
  who: deskRoles,
  input: z.object({
    who: z.string().min(1).max(200),
    from: instant,
    until: instant,
    standIn: z.string().min(1).max(200).optional(),
    note: words(500).optional(),
    key,
  }),
  output: AbsenceView,
})

export const withdrawAbsence = endpoint({
  method: 'POST',
  path: '/absences/:absenceId/withdraw',
  summary: 'Take an absence back: they are there after all.',
  who: deskRoles,
  input: z.object({ absenceId: z.uuid(), key }),
  output: z.object({ id: z.uuid() }),
})
