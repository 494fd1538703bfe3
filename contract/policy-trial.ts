import { z } from 'zod'
import { command, endpoint, instant, Named, words } from './endpoint.ts'
import { approvers, revision } from './policy-version.ts'

const key = command.key

/** What a trial may be about: what became of a case, yes or no, by the end of its time. Less of each is better. */
export const trialMeasures = ['failed', 'date-missed', 'disagreed', 'still-open'] as const

const Arm = z.object({ version: z.int(), cases: z.int(), counted: z.int(), rate: z.number().nullable() })

const Trial = z.object({
  id: z.uuid(),
  version: z.int(),
  against: z.int(),
  share: z.number().describe('Of the new cases, which part the version on trial judges.'),
  measure: z.enum(trialMeasures),
  guardrails: z.array(z.enum(trialMeasures)),
  startedBy: Named,
  startedAt: instant,
  endsAt: instant.describe('From then on no case is drawn. Set before it began.'),
  readAt: instant.describe('When every case has had its time: before that nothing is read out.'),
  state: z.enum(['running', 'waiting', 'read', 'broken-off']),
  because: z.string().nullable().describe('Why it was broken off.'),
  drawn: z.object({ onTrial: z.int(), inForce: z.int() }).describe('How many cases were drawn so far.'),
  verdict: z
    .object({
      says: z.enum(['better', 'worse', 'no-difference-shown', 'too-few']),
      onTrial: Arm,
      inForce: Arm,
      difference: z.number().nullable().describe('In the rate; below nothing is better.'),
      interval: z.object({ low: z.number(), high: z.number() }).nullable().describe('95 %, by Newcombe.'),
      p: z.number().nullable().describe('Fisher’s exact test, both sides.'),
    })
    .nullable(),
})

export const startTrial = endpoint({
  method: 'POST',
  path: '/policy/trials',
  summary:
    'Split new cases at random between the version in force and a submitted one, until a day set now. It approves what somebody else has written, with the same proofs.',
  who: approvers,
  input: z.object({
    version: z.int().min(1),
    revision,
    share: z.number().min(0.001).max(0.999).default(0.5),
    measure: z.enum(trialMeasures),
    guardrails: z.array(z.enum(trialMeasures)).max(4).default([]),
    endsAt: instant,
    followUpDays: z.int().min(1).max(90).default(14).describe('How long each case has before it is counted.'),
    key,
  }),
  output: Trial,
})

export const listTrials = endpoint({
  method: 'GET',
  path: '/policy/trials',
  summary: 'Trials, the newest first. What they show is told when they have ended, and not before.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ trials: z.array(Trial) }),
})

export const breakTrialOff = endpoint({
  method: 'POST',
  path: '/policy/trials/:trialId/break-off',
  summary: 'Break a trial off, and say why. It is never read out.',
  who: approvers,
  input: z.object({ trialId: z.uuid(), because: words(2000), key }),
  output: Trial,
})
