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
  keptFor: z
    .int()
    .describe('How many open cases keep a rung that the policy in force has no more; 0 where it has it.'),
})

const AbsenceView = z.object({
  id: z.uuid(),
  who: z.string(),
  from: instant,
  until: instant,
  standIn: z.string().nullable(),
  note: z.string().nullable().describe('Shown to leads, administrators and whoever it is about.'),
})

const HolidayView = z.object({
  day: z.iso.date(),
  name: z
    .string()
    .nullable()
    .describe('What it is called; null for what the policy writes, until somebody names it.'),
})

/** What is said of an absence, whosever it is. */
const away = {
  from: instant,
  until: instant,
  standIn: z.string().min(1).max(200).optional(),
  note: words(500).optional(),
}

export const showStaffing = endpoint({
  method: 'GET',
  path: '/staffing',
  summary: 'Who stands on which rung when, who is away, and where in the next 14 days nobody is there.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    now: instant,
    rungs: z
      .array(RungView)
      .describe('From the front line up; after them those that only older versions have, for open cases.'),
    absences: z.array(AbsenceView),
    notYet: z
      .array(z.string())
      .describe('Invited, and never signed in: on a rota they are a hole until they come.'),
    owedAtAnyHour: z
      .string()
      .nullable()
      .describe('The shortest time, by ISO 8601, within which policy owes an answer round the clock.'),
    danger: z
      .object({
        rung: z.string(),
        first: z.object({ to: z.string(), rung: z.string() }).nullable(),
      })
      .nullable()
      .describe(
        'To which rung policy sends a danger, and who would be called first if one came now; null where policy knows none.',
      ),
    holidays: z
      .array(HolidayView)
      .describe(
        'Days on which only hours that never close are kept, those of the policy and those of the house.',
      ),
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

export const keepHoliday = endpoint({
  method: 'POST',
  path: '/holidays',
  summary:
    'Add a holiday from today on, or name one: only hours that never close are kept on it. Counts at once for what is set from then on, whatever version of the policy judges a case.',
  who: ['admin', 'lead'],
  input: z.object({ day: z.iso.date(), name: words(100).optional(), key }),
  output: HolidayView,
})

export const withdrawHoliday = endpoint({
  method: 'POST',
  path: '/holidays/:day/withdraw',
  summary:
    'Say that a day is no holiday, also where the policy writes one: the desk is open on it as on any other.',
  who: ['admin', 'lead'],
  input: z.object({ day: z.iso.date(), key }),
  output: HolidayView,
})

export const enterAbsence = endpoint({
  method: 'POST',
  path: '/absences',
  summary: 'Write down that somebody is away, and who stands in. Everybody may for themselves.',
  who: deskRoles,
  input: z.object({ who: z.string().min(1).max(200), ...away, key }),
  output: AbsenceView,
})

export const changeAbsence = endpoint({
  method: 'POST',
  path: '/absences/:absenceId',
  summary: 'Say anew from when until when somebody is away, and who stands in.',
  who: deskRoles,
  input: z.object({ absenceId: z.uuid(), ...away, key }),
  output: AbsenceView.describe('What counts from now on, by an id of its own.'),
})

export const withdrawAbsence = endpoint({
  method: 'POST',
  path: '/absences/:absenceId/withdraw',
  summary: 'Take an absence back: they are there after all.',
  who: deskRoles,
  input: z.object({ absenceId: z.uuid(), key }),
  output: z.object({ id: z.uuid() }),
})
