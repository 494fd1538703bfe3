import { z } from 'zod'
import { callStates } from '#domain/call/call.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, Named, words } from './endpoint.ts'

/** An extension as a telephone system names it: a number, or the user part of a SIP address. */
const extension = z
  .string()
  .trim()
  .regex(/^[\w.+-]{1,64}$/, 'an extension is letters, digits, dots, plus and minus')

export const CallView = z.object({
  id: z.uuid(),
  state: z.enum(callStates),
  from: z.string().nullable().describe('Null where the number is withheld, or forgotten.'),
  name: z.string().nullable().describe('As the telephone system says it; nobody vouches for it.'),
  person: Named.nullable().describe('Whose number it is, where it is exactly one person’s.'),
  extension: z.string(),
  rangAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  caseId: z.uuid().nullable().describe('The case that it was written down to.'),
})

export const listCalls = endpoint({
  method: 'GET',
  path: '/calls',
  summary: 'Your calls: those under way, and the newest that are over.',
  who: deskRoles,
  input: z.object({}),
  output: z.object({ calls: z.array(CallView) }),
})

export const noteOnCall = endpoint({
  method: 'POST',
  path: '/calls/:callId/notes',
  summary:
    'Write down what is said on a call. The first time it is the contact, and joins or opens a case; after that it is a note.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({
    callId: z.uuid(),
    body: words(20_000),
    joins: z.uuid().nullable().optional().describe('The case it belongs to; null opens one.'),
    name: words(300).optional().describe('Who it is, where nobody knows the number.'),
    key: command.key,
  }),
  output: z.object({ caseId: z.uuid(), number: z.int(), seq: z.int() }),
})

export const popCall = endpoint({
  method: 'POST',
  path: '/calls',
  summary: 'Your telephone system opened this page with a caller’s number: their call, taken down now.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({ phone: z.string().trim().min(1).max(100) }),
  output: z.object({ callId: z.uuid() }),
})

export const endCall = endpoint({
  method: 'POST',
  path: '/calls/:callId/end',
  summary: 'Say that a call is over, where no telephone system does.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({ callId: z.uuid() }),
  output: z.object({}),
})

export const hearOfCall = endpoint({
  method: 'POST',
  path: '/calls/from/:connectionId',
  summary:
    'A telephone system says what happens to a call. Signed: `evenhand-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`.',
  who: 'anyone',
  input: z.object({
    connectionId: z.uuid(),
    id: z.string().min(1).max(300).describe('The system’s own name for the call.'),
    from: z
      .string()
      .trim()
      .max(100)
      .nullable()
      .default(null)
      .describe('The number that calls; null where it is withheld.'),
    name: z.string().trim().max(200).nullable().default(null),
    to: extension.describe('The extension at which it rings.'),
    agent: z
      .string()
      .trim()
      .max(100)
      .optional()
      .describe('The colleague’s handle, where the system knows it.'),
    state: z.enum(callStates),
    at: instant.optional().describe('When it happened; now where it is left out.'),
  }),
  output: z.object({ callId: z.uuid(), agent: z.string().nullable() }),
})

export const showExtensions = endpoint({
  method: 'GET',
  path: '/me/extensions',
  summary: 'At which extensions you are called.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ extensions: z.array(z.string()) }),
})

export const setExtensions = endpoint({
  method: 'POST',
  path: '/me/extensions',
  summary: 'Say at which extensions you are called.',
  who: deskRoles,
  input: z.object({
    extensions: z.array(extension).max(20),
    takeOver: z
      .boolean()
      .default(false)
      .describe('Also those that are a colleague’s until now: you sit at their telephone.'),
  }),
  output: z.object({ extensions: z.array(z.string()) }),
})
