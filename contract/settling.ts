import { z } from 'zod'
import { feelings, sayings } from '#domain/case/customers-word.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, words } from './endpoint.ts'

const caseId = z.uuid()
const Done = z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() })

/** How the customer found us; what they said nothing of is left out. */
export const FeelingsSaid = z.partialRecord(z.enum(feelings), z.boolean())

export const writeDeed = endpoint({
  method: 'POST',
  path: '/cases/:caseId/deeds',
  summary: 'Write down what was done about the matter. What was promised is said to be kept instead.',
  who: deskRoles,
  input: z.object({ caseId, what: words(2000), ...command }),
  output: Done,
})

export const noteWord = endpoint({
  method: 'POST',
  path: '/cases/:caseId/words',
  summary:
    'Write down what the customer says of how it stands: settled, not settled, our answer is wrong, or nobody answers.',
  who: deskRoles,
  input: z.object({
    caseId,
    says: z.enum(sayings),
    way: z
      .enum(['message', 'call', 'counter'])
      .describe('In their newest message on the case, on the phone, or at the counter.'),
    words: words(2000).optional().describe('What they said, where no message of theirs says so.'),
    feelings: FeelingsSaid.optional(),
    ...command,
  }),
  output: Done,
})

export const noteAttempt = endpoint({
  method: 'POST',
  path: '/cases/:caseId/attempts',
  summary: 'Write down that you rang the customer to ask whether it is settled, and reached nobody.',
  who: deskRoles,
  input: z.object({
    caseId,
    account: z.uuid().describe('The telephone number that you rang, as an account of the person.'),
    triedAt: instant,
    what: words(500).describe('How it went: rang out, voicebox, engaged.'),
    ...command,
  }),
  output: Done,
})

const part = z.string().trim().max(5000).default('')

export const tellNo = endpoint({
  method: 'POST',
  path: '/cases/:caseId/refusals',
  summary: 'Tell the customer no, with all that a no needs; each part that is missing is named.',
  who: deskRoles,
  input: z.object({
    caseId,
    decision: z.enum(['not-upheld', 'out-of-scope']),
    reason: part.describe('The reason, with the rule that it rests on.'),
    plain: part.describe('The same in plain words, in short sentences.'),
    evidence: part.describe('What we looked at.'),
    can: part.describe('What we can do all the same.'),
    elsewhere: part.describe('Where else the customer can go with it.'),
    visibility: z.enum(['private', 'public']).default('private'),
    sendAfter: z.int().min(0).max(60).default(0),
    ...command,
  }),
  output: Done,
})

export const verifyCase = endpoint({
  method: 'POST',
  path: '/cases/:caseId/verifications',
  summary:
    'Say that you have looked, and that what the customer was promised is done: on a closed case that they call settled, by somebody else than whoever closed it.',
  who: deskRoles,
  input: z.object({ caseId, what: words(1000), ...command }),
  output: Done,
})

const Elsewhere = z.object({
  elsewhere: z
    .string()
    .max(5000)
    .describe('Where a customer can go who does not accept our no: an ombudsman, a regulator, a court.'),
})

export const readSettling = endpoint({
  method: 'GET',
  path: '/settling',
  summary: 'What the organisation says to everybody who is told no.',
  who: 'signed-in',
  input: z.object({}),
  output: Elsewhere,
})

export const saveSettling = endpoint({
  method: 'POST',
  path: '/settling',
  summary: 'Say where customers can go who do not accept a no.',
  who: ['admin', 'policy'],
  input: Elsewhere.extend({ key: command.key }),
  output: Elsewhere,
})

export const showKept = endpoint({
  method: 'GET',
  path: '/promises/kept',
  summary: 'How many of the promises that ended were kept: by colleague, by rung, and altogether.',
  who: deskRoles,
  input: z.object({ since: instant.optional().describe('Ninety days ago where nothing is said.') }),
  output: z.object({
    since: instant,
    whole: z.object({ kept: z.int(), broken: z.int() }),
    members: z.array(z.object({ id: z.string(), name: z.string(), kept: z.int(), broken: z.int() })),
    rungs: z.array(z.object({ id: z.string(), name: z.string(), kept: z.int(), broken: z.int() })),
  }),
})
