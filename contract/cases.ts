import { z } from 'zod'
import { grounds } from '#domain/case/closing.ts'
import { deskRoles } from '#domain/role.ts'
import { CaseRow, CaseView } from './case-view.ts'
import { command, endpoint, instant, words } from './endpoint.ts'
import { Turn } from './turn.ts'

const caseId = z.uuid()

/** What a command on a case answers: the case's new `seq`, and the id of what was made. */
const Done = z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() })

export const listCases = endpoint({
  method: 'GET',
  path: '/cases',
  summary: 'Cases, the soonest date first.',
  who: deskRoles,
  input: z.object({
    state: z.enum(['open', 'closed', 'merged', 'any']).default('open'),
    owner: z.string().max(100).optional().describe('A handle, or `me`.'),
    rung: z.string().max(100).optional(),
    due: z
      .union([z.enum(['late', 'today', 'week']), instant])
      .optional()
      .describe('Owed before then.'),
    turn: Turn.optional(),
    public: z.stringbool().optional().describe('Whether anything the customer said about it is public.'),
    severity: z.coerce.number().int().min(1).max(5).optional().describe('At least so severe.'),
    team: z.string().max(100).optional().describe('The team whose connection it came in by.'),
    offered: z.literal('me').optional().describe('Offered to you.'),
    mentions: z.literal('me').optional().describe('A note names you, and you have not seen it.'),
    snoozed: z
      .enum(['no', 'only', 'any'])
      .optional()
      .describe(
        'Whether cases that rest are left out, are alone, or stand among the others. Left out unless something is looked for.',
      ),
    q: z
      .string()
      .max(200)
      .optional()
      .describe(
        'Words of the subject or of a message, the last of which may be a beginning; a name, the beginning of an address, or the number. The newest hundred cases are told, page by page.',
      ),
    after: z.string().max(200).optional(),
    until: z.string().max(200).optional().describe('Up to and with this position.'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    cases: z.array(
      CaseRow.extend({
        /** Where the words that were asked for stand, each text cut into what was looked for and the rest. */
        found: z.array(
          z.object({
            where: z.enum(['number', 'name', 'address', 'subject', 'message']),
            segments: z.array(z.object({ text: z.string(), hit: z.boolean() })),
          }),
        ),
      }),
    ),
    next: z.string().nullable(),
    more: z
      .boolean()
      .describe('What is looked for stands in more cases than are told; the last page says so.'),
  }),
})

export const openCase = endpoint({
  method: 'GET',
  path: '/cases/:caseId',
  summary: 'One case: what is owed, by whom and when, and everything that was said and done.',
  who: deskRoles,
  input: z.object({ caseId }),
  output: CaseView,
})

export const earlierOnCase = endpoint({
  method: 'GET',
  path: '/cases/:caseId/earlier',
  summary: 'What was said and done on a case before what is told already, page by page to its beginning.',
  who: deskRoles,
  input: z.object({
    caseId,
    before: z.string().max(12_000).describe('The `earlier` of the case, or of the page before.'),
  }),
  output: CaseView.pick({ messages: true, events: true, earlier: true }),
})

export const sendReply = endpoint({
  method: 'POST',
  path: '/cases/:caseId/replies',
  summary: 'Reply to the account that wrote last, by the connection it wrote by.',
  who: deskRoles,
  input: z.object({
    caseId,
    body: words(50_000),
    visibility: z.enum(['private', 'public']),
    asks: z
      .boolean()
      .default(false)
      .describe('It asks the customer something: the turn is theirs until they answer.'),
    files: z.array(z.uuid()).max(50).default([]).describe('Files of your draft that go with it.'),
    asksSettled: z
      .boolean()
      .default(false)
      .describe('It asks the customer whether the matter is settled: a try to get their word.'),
    sendAfter: z
      .int()
      .min(0)
      .max(60)
      .default(0)
      .describe('Seconds in which it can still be taken back before it is sent.'),
    split: z
      .boolean()
      .default(false)
      .describe('What is too long for one post of a network is posted as a numbered thread.'),
    despite: z
      .array(z.string().min(1).max(200))
      .max(200)
      .default([])
      .describe('The words of crisis that the guard found in it for everybody to read, and that are meant.'),
    asIs: z
      .array(z.uuid())
      .max(50)
      .default([])
      .describe(
        'Templates that ask before their own words go out unchanged, and that are meant as they are.',
      ),
    signing: z
      .uuid()
      .optional()
      .describe(
        'The reply that waited for a name: it goes out under it if its signer has approved exactly these words.',
      ),
    ...command,
  }),
  output: Done,
})

export const giveReplyAgain = endpoint({
  method: 'POST',
  path: '/replies/:messageId/repeat',
  summary: 'Send a reply in doubt again, the same bytes under the same Message-ID.',
  who: deskRoles,
  input: z.object({ messageId: z.uuid(), key: command.key }),
  output: Done,
})

export const confirmArrival = endpoint({
  method: 'POST',
  path: '/replies/:messageId/arrived',
  summary: 'Say that a reply in doubt has arrived.',
  who: deskRoles,
  input: z.object({ messageId: z.uuid(), key: command.key }),
  output: Done,
})

export const escalate = endpoint({
  method: 'POST',
  path: '/cases/:caseId/escalations',
  summary: 'Ask a rung, or a named colleague, to take the case. You keep it until they accept.',
  who: deskRoles,
  input: z.object({
    caseId,
    rung: z.string().max(100).optional().describe('The next one up where none is given.'),
    to: z.string().max(100).optional().describe('A handle; whoever is on duty there where none is given.'),
    reason: words(2000),
    ...command,
  }),
  output: Done,
})

export const promise = endpoint({
  method: 'POST',
  path: '/cases/:caseId/promises',
  summary: 'Promise the customer that a named colleague will do something by a date.',
  who: deskRoles,
  input: z.object({
    caseId,
    what: words(1000),
    by: z
      .string()
      .max(100)
      .optional()
      .describe('The handle of who will do it: a person, and you where none is given.'),
    dueAt: instant,
    ...command,
  }),
  output: Done,
})

export const keepPromise = endpoint({
  method: 'POST',
  path: '/promises/:promiseId/keep',
  summary: 'Say that a promise is kept.',
  who: deskRoles,
  input: z.object({ promiseId: z.string().max(100), key: command.key }),
  output: Done,
})

export const enterFacts = endpoint({
  method: 'POST',
  path: '/cases/:caseId/facts',
  summary: 'Enter what you read out of the case: harm, loss, topic. Policy is asked anew.',
  who: deskRoles,
  input: z.object({
    caseId,
    facts: z
      .record(z.string().max(100), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
      .refine((facts) => Object.keys(facts).length <= 100, 'at most 100 facts at once'),
    ...command,
  }),
  output: Done,
})

export const withdrawFailure = endpoint({
  method: 'POST',
  path: '/cases/:caseId/failures/withdraw',
  summary: 'Say that a contact counted as failed was none: a thank-you, an answer we had asked for.',
  who: deskRoles,
  input: z.object({ caseId, about: z.string().max(200), ...command }),
  output: Done,
})

export const assign = endpoint({
  method: 'POST',
  path: '/cases/:caseId/assignments',
  summary: 'Give the case to a colleague on the same rung: a person, no program.',
  who: deskRoles,
  input: z.object({
    caseId,
    owner: z.string().max(100),
    remark: words(2000)
      .optional()
      .describe('Why, and what is to be done: a note says it to whoever gets the case.'),
    ...command,
  }),
  output: Done,
})

export const writeNote = endpoint({
  method: 'POST',
  path: '/cases/:caseId/notes',
  summary: 'Write a note that only colleagues see.',
  who: deskRoles,
  input: z.object({ caseId, body: words(20_000), ...command }),
  output: Done,
})

export const resolve = endpoint({
  method: 'POST',
  path: '/cases/:caseId/resolutions',
  summary: 'Close the case with a decision and its reason.',
  who: deskRoles,
  input: z.object({
    caseId,
    decision: z.enum(['upheld', 'partly-upheld', 'not-upheld', 'out-of-scope']),
    restsOn: z
      .enum(grounds)
      .describe(
        'What entitles us to close it: the customer’s word; tries to get it and silence; a second no that they do not accept. And, narrowly, what asks nothing of us, or where nobody is left to ask.',
      ),
    reason: words(5000),
    nothingSentBecause: words(1000)
      .optional()
      .describe('Why nothing needs to be sent, where the customer has had no answer since they last wrote.'),
    ...command,
  }),
  output: Done,
})

export const reopen = endpoint({
  method: 'POST',
  path: '/cases/:caseId/reopenings',
  summary: 'Open a closed case again.',
  who: deskRoles,
  input: z.object({ caseId, ...command }),
  output: Done,
})

export const merge = endpoint({
  method: 'POST',
  path: '/cases/:caseId/merges',
  summary: 'Let this case take over another that is about the same matter of the same person.',
  who: deskRoles,
  input: z.object({
    caseId,
    takes: z.uuid(),
    areOnePerson: z
      .boolean()
      .optional()
      .describe(
        'Of two people’s cases, one of them known by name only: that they are the same person. The case is the other’s from then on.',
      ),
    ...command,
  }),
  output: Done,
})

export const undoMerge = endpoint({
  method: 'POST',
  path: '/cases/:caseId/merges/undo',
  summary: 'Give a case back that was taken over.',
  who: deskRoles,
  input: z.object({ caseId, gives: z.uuid(), ...command }),
  output: Done,
})

export const split = endpoint({
  method: 'POST',
  path: '/cases/:caseId/splits',
  summary: 'Make a case of its own out of some of the items: another matter, linked to this one.',
  who: deskRoles,
  input: z.object({ caseId, items: z.array(z.uuid()).min(1).max(200), ...command }),
  output: Done,
})

export const acceptEscalation = endpoint({
  method: 'POST',
  path: '/escalations/:escalationId/accept',
  summary: 'Take the case that you were offered.',
  who: deskRoles,
  input: z.object({ escalationId: z.string().max(100), key: command.key.optional() }),
  output: Done,
})

const answerWithReason = z.object({
  escalationId: z.string().max(100),
  reason: words(2000),
  key: command.key.optional(),
})

export const declineEscalation = endpoint({
  method: 'POST',
  path: '/escalations/:escalationId/decline',
  summary:
    'Decline an offered case with a reason. What policy demands then climbs on; what a colleague asked goes back.',
  who: deskRoles,
  input: answerWithReason,
  output: Done,
})

export const returnEscalation = endpoint({
  method: 'POST',
  path: '/escalations/:escalationId/return',
  summary: 'Give an accepted case back down, with a reason, where policy allows that rung.',
  who: deskRoles,
  input: answerWithReason,
  output: Done,
})
