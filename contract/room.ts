import { z } from 'zod'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, words } from './endpoint.ts'

const Done = z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() })

export const showRoom = endpoint({
  method: 'GET',
  path: '/cases/:caseId/room',
  summary:
    'The customer’s private room on a case: how far it has come, how they may be asked in, and what may be said in public when it is settled.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid() }),
  output: z.object({
    room: z
      .object({
        state: z
          .enum(['offered', 'expired', 'at-the-door', 'entered', 'closed'])
          .describe(
            'A link was sent; nobody followed it in time; somebody is about to show who they are; they came in; it was closed.',
          ),
        address: z.string().describe('The handle or the address that it is bound to.'),
        offeredAt: instant,
        until: instant.nullable().describe('Until when the link leads there; null once it has.'),
        enteredAt: instant.nullable(),
        wantedAt: instant.nullable().describe('Since when somebody asks for a new link.'),
        wish: z.enum(['room', 'email', 'phone', 'letter']).nullable(),
      })
      .nullable(),
    /** How they are asked in; null where nobody can be. */
    invite: z
      .object({
        visibility: z.enum(['private', 'public']),
        draft: z.string().describe('With {link} where the link will stand.'),
      })
      .nullable(),
    /** How they are asked whether it is settled, with the way to their room; null where no link could lead there. */
    question: z
      .object({
        visibility: z.enum(['private', 'public']),
        draft: z.string().describe('With {link} where the link will stand.'),
      })
      .nullable(),
    /** What may be said in public now that it is settled; null while it is not, or where it was said already. */
    closingNote: z.string().nullable(),
  }),
})

export const offerRoom = endpoint({
  method: 'POST',
  path: '/cases/:caseId/room',
  summary:
    'Ask the customer into a private room, or send another link to it: by a reply with {link} once in it, which passes the guard.',
  who: deskRoles,
  input: z.object({
    caseId: z.uuid(),
    body: words(5000),
    visibility: z.enum(['private', 'public']),
    asksSettled: z
      .boolean()
      .default(false)
      .describe('It asks whether it is settled: once it has gone out it is a try to get their word.'),
    sendAfter: z
      .int()
      .min(0)
      .max(60)
      .default(0)
      .describe('Seconds in which it can still be taken back before it is sent, or counts as given.'),
    ...command,
  }),
  output: Done,
})

export const closeRoom = endpoint({
  method: 'POST',
  path: '/cases/:caseId/room/close',
  summary: 'Close the private room: no link and no open page leads there any more.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid(), key: command.key }),
  output: Done,
})

export const postClosingNote = endpoint({
  method: 'POST',
  path: '/cases/:caseId/closing-note',
  summary: 'Say in public, where the matter began, that it is settled; open or closed. It passes the guard.',
  who: deskRoles,
  input: z.object({
    caseId: z.uuid(),
    body: words(1000),
    sendAfter: z
      .int()
      .min(0)
      .max(60)
      .default(0)
      .describe('Seconds in which it can still be taken back before it is posted.'),
    ...command,
  }),
  output: Done,
})
