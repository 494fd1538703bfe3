import { z } from 'zod'
import { demands, unchangedWays } from '#domain/craft/template-specifics.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, words } from './endpoint.ts'

const caseId = z.uuid()
const OfCase = z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() })

/** A file that goes with a draft: uploaded by `POST /api/cases/:caseId/draft/files` as multipart, at most 20 MB together. */
const DraftFile = z.object({ id: z.uuid(), name: z.string(), type: z.string(), size: z.int() })

const DraftView = z.object({
  mode: z.enum(['private', 'public', 'note']),
  body: z.string(),
  asks: z.boolean(),
  files: z.array(DraftFile),
  /** Counts up with each saving: a device that saves over a newer one is told. */
  version: z.int(),
  savedAt: instant,
})

export const readDraft = endpoint({
  method: 'GET',
  path: '/cases/:caseId/draft',
  summary: 'What you have begun to write on a case, on whichever device.',
  who: deskRoles,
  input: z.object({ caseId }),
  output: z.object({ draft: DraftView.nullable() }),
})

export const saveDraft = endpoint({
  method: 'POST',
  path: '/cases/:caseId/draft',
  summary: 'Keep what you have begun to write. An empty one without files leaves nothing behind.',
  who: deskRoles,
  input: z.object({
    caseId,
    mode: z.enum(['private', 'public', 'note']),
    body: z
      .string()
      .max(500_000)
      .describe('More than a reply may have: what is too long is kept until it is shorter.')
      // Nothing of a draft is refused: what cannot be stored is left out.
      .transform((text) => text.toWellFormed().replaceAll('\0', '')),
    asks: z.boolean().default(false),
    version: z
      .int()
      .min(0)
      .describe('The version you began from, 0 for none; refused with 409 when another device saved since.'),
  }),
  output: z.object({ version: z.int() }),
})

export const dropDraftFile = endpoint({
  method: 'DELETE',
  path: '/cases/:caseId/draft/files/:fileId',
  summary: 'Take a file off your draft.',
  who: deskRoles,
  input: z.object({ caseId, fileId: z.uuid() }),
  output: z.object({}),
})

export const withdrawReply = endpoint({
  method: 'POST',
  path: '/replies/:messageId/withdraw',
  summary: 'Take a reply back that has not begun to be sent. Its words become your draft again.',
  who: deskRoles,
  input: z.object({ messageId: z.uuid(), key: command.key }),
  output: OfCase,
})

export const withdrawEscalation = endpoint({
  method: 'POST',
  path: '/escalations/:escalationId/withdraw',
  summary: 'Take back an offer that you made and nobody has answered. What policy demands stays offered.',
  who: deskRoles,
  input: z.object({ escalationId: z.string().max(100), key: command.key }),
  output: OfCase,
})

export const withdrawPromise = endpoint({
  method: 'POST',
  path: '/promises/:promiseId/withdraw',
  summary: 'Take back a promise that you wrote down within the last minute: a slip, not a change of mind.',
  who: deskRoles,
  input: z.object({ promiseId: z.string().max(100), key: command.key }),
  output: OfCase,
})

export const beHere = endpoint({
  method: 'POST',
  path: '/cases/:caseId/presence',
  summary: 'Say that you look at a case or write on it, and hear who else does. Said again every 15 seconds.',
  who: deskRoles,
  input: z.object({ caseId, doing: z.enum(['looking', 'writing', 'gone']) }),
  output: z.object({
    others: z.array(
      z.object({ id: z.string(), name: z.string(), doing: z.enum(['looking', 'writing']), since: instant }),
    ),
  }),
})

const TemplateView = z.object({
  id: z.uuid(),
  name: z.string(),
  language: z.string().nullable().describe('BCP 47; none for every language.'),
  body: z
    .string()
    .describe(
      'With `{{name}}`, `{{number}}`, `{{owner}}` filled in, and `[[what to say here]]` blanks: a reply is refused while a blank is left.',
    ),
  demands: z
    .array(z.enum(demands))
    .describe('What every reply that is made of it has to say: a reply that does not is refused.'),
  unchanged: z
    .enum(unchangedWays)
    .describe('What becomes of a reply that is the template word for word: refused, asked about, or sent.'),
})

export const listTemplates = endpoint({
  method: 'GET',
  path: '/templates',
  summary: 'Texts that replies begin with.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ templates: z.array(TemplateView) }),
})

export const saveTemplate = endpoint({
  method: 'POST',
  path: '/templates',
  summary: 'Keep a template: a new one, or the one of this id as it is now.',
  who: ['admin', 'lead', 'policy'],
  input: z.object({
    id: z.uuid().optional(),
    name: words(100),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
      .nullable()
      .default(null),
    body: words(20_000),
    demands: z.array(z.enum(demands)).max(demands.length).default([]),
    unchanged: z.enum(unchangedWays).default('ask'),
    key: command.key,
  }),
  output: TemplateView,
})

export const endTemplate = endpoint({
  method: 'POST',
  path: '/templates/:templateId/end',
  summary: 'Offer a template no more.',
  who: ['admin', 'lead', 'policy'],
  input: z.object({ templateId: z.uuid(), key: command.key }),
  output: z.object({ id: z.uuid() }),
})

export const askSignature = endpoint({
  method: 'POST',
  path: '/cases/:caseId/signings',
  summary: 'Ask a colleague to let a reply go out under their name. They are told by a note.',
  who: deskRoles,
  input: z.object({
    caseId,
    signer: z.string().max(100).describe('The handle of the colleague.'),
    body: words(50_000),
    visibility: z.enum(['private', 'public']),
    asks: z.boolean().default(false),
    remark: words(1000).describe('What they should know; a note says it to them.'),
    ...command,
  }),
  output: OfCase,
})

const signing = { signingId: z.uuid(), key: command.key }
const version = z.int().min(1).describe('The version of its words that you have read.')

export const editSigning = endpoint({
  method: 'POST',
  path: '/signings/:signingId',
  summary: 'Change the words of a reply that waits for somebody’s name. What was approved before is no more.',
  who: deskRoles,
  input: z.object({ ...signing, body: words(50_000), version }),
  output: OfCase,
})

export const approveSigning = endpoint({
  method: 'POST',
  path: '/signings/:signingId/approve',
  summary: 'Let a reply go out under your name, in exactly the words that you have read.',
  who: deskRoles,
  input: z.object({ ...signing, version }),
  output: OfCase,
})

export const endSigning = endpoint({
  method: 'POST',
  path: '/signings/:signingId/end',
  summary: 'Decline to give your name to a reply, or take it back. Its words are its writer’s draft again.',
  who: deskRoles,
  input: z.object(signing),
  output: OfCase,
})

const MentionView = z.object({
  messageId: z.uuid(),
  caseId: z.uuid(),
  number: z.int(),
  by: z.string(),
  at: instant,
  body: z.string(),
  person: z.string().nullable().describe('Whose case it is.'),
  subject: z.string(),
  isSeen: z.boolean(),
})

export const listMentions = endpoint({
  method: 'GET',
  path: '/mentions',
  summary:
    'Notes that name you, the newest first: those that you have not seen, or also those that you have.',
  who: deskRoles,
  input: z.object({ seen: z.enum(['no', 'any']).default('no') }),
  output: z.object({ mentions: z.array(MentionView) }),
})

export const seeMentions = endpoint({
  method: 'POST',
  path: '/cases/:caseId/mentions/seen',
  summary: 'Say that you have seen the notes of a case that name you.',
  who: deskRoles,
  input: z.object({ caseId }),
  output: z.object({ seen: z.int() }),
})

export const describePerson = endpoint({
  method: 'POST',
  path: '/cases/:caseId/person',
  summary: 'Enter what is good to know about the person: their name, language, time zone, how to reach them.',
  who: deskRoles,
  input: z.object({
    caseId,
    name: words(300).optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
      .nullable()
      .optional(),
    zone: z.string().max(60).nullable().optional().describe('An IANA time zone.'),
    goodToKnow: z.string().max(1000).nullable().optional(),
    ...command,
  }),
  output: OfCase,
})
