import { z } from 'zod'
import { command, endpoint, instant, Named } from './endpoint.ts'
import { answer, value } from './policy-reason.ts'
import { documentText, version } from './policy-version.ts'

const key = command.key

const Treatment = z.record(z.string(), answer)

export const rehearsePolicy = endpoint({
  method: 'POST',
  path: '/policy/rehearsals',
  summary:
    'Rehearse a version, or a text that is not kept, on past cases: asked again with what was known then. Answers at once; look for its result.',
  who: ['admin', 'policy', 'analyst', 'executive', 'lead'],
  scope: 'settings',
  input: z.object({
    version: z.int().min(1).optional(),
    text: documentText.optional(),
    against: z.int().min(1).optional().describe('What it is compared with; the one in force when none.'),
    from: instant.optional().describe('Cases opened since; all when nothing is said.'),
    until: instant.optional(),
    seniorFrom: z
      .string()
      .max(200)
      .optional()
      .describe('The lowest rung whose time is counted as senior; the second from the top when none.'),
    minutes: z
      .number()
      .min(1)
      .max(600)
      .default(20)
      .describe('What a case takes of a senior, in minutes. It is assumed, not measured.'),
    key,
  }),
  output: z.object({ id: z.uuid() }),
})

const Minutes = z.object({
  low: z.number(),
  middle: z.number(),
  high: z.number(),
})

const RehearsalRow = z.object({
  id: z.uuid(),
  version: z.int().nullable(),
  against: z.int(),
  askedBy: Named,
  askedAt: instant,
  state: z.enum(['waiting', 'going', 'done', 'failed']),
  progress: z.number().min(0).max(1),
  because: z.string().nullable().describe('Why it failed.'),
})

export const RehearsalResult = z.object({
  cases: z.int().describe('Past cases that were asked about.'),
  vectors: z.int().describe('How many different sets of facts they had.'),
  since: instant.nullable(),
  until: instant.nullable(),
  days: z.int().describe('From the first case to the last.'),
  different: z.int().describe('Cases that would be treated differently at any time of their lives.'),
  changes: z
    .array(
      z.object({
        table: z.string(),
        output: z.string(),
        kind: z.enum(['measure', 'attention', 'permission', 'outcome']),
        before: answer,
        after: answer,
        cases: z.int(),
      }),
    )
    .describe('What would change for how many, the commonest first.'),
  list: z
    .array(
      z.object({
        caseId: z.uuid(),
        number: z.int(),
        openedAt: instant,
        facts: z
          .record(z.string(), value)
          .describe('As they were known then; how many follow the customer is `closed`.'),
        before: Treatment,
        after: Treatment,
      }),
    )
    .describe('The newest of them, each with what differs.'),
  unknown: z
    .array(
      z.object({
        fact: z.string(),
        cases: z.int(),
        why: z
          .enum(['not-recorded', 'not-known'])
          .describe(
            'Not recorded: the policy of then did not speak of it. Not known: nobody had entered it.',
          ),
      }),
    )
    .describe('Facts that the rehearsed policy reads and that were unknown then, by number of cases.'),
  rungs: z
    .array(
      z.object({
        rung: z.string(),
        title: z.string(),
        before: z.number().describe('Cases a day whose highest rung it is.'),
        after: z.number(),
      }),
    )
    .describe('From the front line up.'),
  people: z
    .array(z.object({ who: Named, before: z.number(), after: z.number() }))
    .describe('Cases a day, if each rung’s are shared out by the hours that people stand on it.'),
  senior: z.object({
    from: z.string().describe('The lowest rung whose time is counted.'),
    minutesEach: z.number(),
    before: Minutes,
    after: Minutes,
    difference: Minutes,
    confidence: z.literal(0.95),
    weeks: z.int().describe('The interval is taken over so many weeks; with fewer than two there is none.'),
  }),
  seconds: z.number(),
})

export const readRehearsal = endpoint({
  method: 'GET',
  path: '/policy/rehearsals/:rehearsalId',
  summary: 'How far a rehearsal is, and what came out of it.',
  who: 'signed-in',
  input: z.object({ rehearsalId: z.uuid() }),
  output: RehearsalRow.extend({ result: RehearsalResult.nullable() }),
})

export const listRehearsals = endpoint({
  method: 'GET',
  path: '/policy/rehearsals',
  summary: 'The newest rehearsals, without their results.',
  who: 'signed-in',
  input: z.object({ version: version.optional() }),
  output: z.object({ rehearsals: z.array(RehearsalRow) }),
})
