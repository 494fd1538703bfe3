import { z } from 'zod'
import { HoursLine } from '#domain/policy/staffing.ts'
import { sampleRoles } from '#domain/role.ts'
import { Currency } from './currency.ts'
import { endpoint, words } from './endpoint.ts'

const link = z
  .string()
  .min(1)
  .max(300)
  .optional()
  .describe('The one-time link that the desk printed, where somebody comes from another machine.')

const stepNames = z.enum(['mail', 'colleagues', 'first-mail'])

const Sample = z.object({
  state: z.enum(['none', 'loading', 'failed', 'ready']),
  done: z.int(),
  of: z.int(),
})

const Guide = z.object({
  organisation: z.string(),
  isSetUp: z.boolean(),
  steps: z.array(z.object({ step: stepNames, state: z.enum(['open', 'skipped', 'done']) })),
  done: z.int().describe('Of four: setting up is the first.'),
  isOver: z.boolean().describe('Every step is done or was left out.'),
  firstMail: z
    .object({ caseId: z.uuid(), number: z.int(), subject: z.string(), from: z.string().nullable() })
    .nullable()
    .describe('The newest case that a mail opened since the desk was set up.'),
})

export const showWelcome = endpoint({
  method: 'GET',
  path: '/welcome',
  summary: 'Whether this is the first visit, whether you may begin, and how far setting up has come.',
  who: 'anyone',
  input: z.object({}),
  output: z.object({
    isFirst: z.boolean().describe('Nobody has ever signed in.'),
    mayBegin: z
      .boolean()
      .describe('You may set up, or look at the sample company, without the printed link.'),
    maySetUp: z.boolean().describe('There is no organisation with an administrator of its own yet.'),
    isInSample: z.boolean().describe('You look at the sample company.'),
    sample: Sample,
    guide: Guide.nullable().describe('For administrators of an organisation that is no sample.'),
  }),
})

export const exploreSample = endpoint({
  method: 'POST',
  path: '/welcome/sample',
  summary:
    'Look at the sample company. Asked while it is being loaded it tells how far that is; then it signs in.',
  who: 'anyone',
  input: z.object({ link }),
  output: Sample,
})

export const setUp = endpoint({
  method: 'POST',
  path: '/welcome/set-up',
  summary:
    'Give the organisation its name and currency, its administrator a name and a password, and every rung its hours.',
  who: 'anyone',
  input: z.object({
    organisation: words(200),
    name: words(200),
    email: z.email().max(320),
    password: z.string().min(1).max(100_000),
    zone: z.string().min(1).max(100),
    hours: z.array(HoursLine).min(1).max(50),
    currency: Currency.optional().describe(
      'What remedies are counted in (ISO 4217); left out, what is paid with where the zone is.',
    ),
    link,
  }),
  output: z.object({}),
})

export const seeAs = endpoint({
  method: 'POST',
  path: '/welcome/see-as',
  summary: 'In the sample company: look at it as somebody with another role.',
  who: 'signed-in',
  scope: 'none',
  input: z.object({ role: z.enum(sampleRoles) }),
  output: z.object({}),
})

export const skipStep = endpoint({
  method: 'POST',
  path: '/welcome/steps/:step',
  summary: 'Leave a step of the first visit out, or take it up again.',
  who: ['admin'],
  input: z.object({ step: stepNames, skip: z.boolean() }),
  output: Guide,
})
