import { z } from 'zod'
import { deskRoles, roles } from '#domain/role.ts'
import { command, endpoint } from './endpoint.ts'
import { Me, SignedIn } from './me.ts'

export const signIn = endpoint({
  method: 'POST',
  path: '/sessions',
  summary: 'Sign in with a one-time link: the cookie of the answer is the session.',
  who: 'anyone',
  input: z.object({
    link: z.string().min(1).max(300),
    code: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .describe('Where a link for a new password asks for it.'),
  }),
  output: SignedIn,
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/sessions',
  summary: 'End this session.',
  who: 'anyone',
  input: z.object({}),
  output: z.object({}),
})

export const whoAmI = endpoint({
  method: 'GET',
  path: '/me',
  summary: 'Who is signed in, and for which organisation.',
  who: 'signed-in',
  input: z.object({}),
  output: Me,
})

export const listMembers = endpoint({
  method: 'GET',
  path: '/members',
  summary: 'The colleagues of this organisation.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    members: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.enum(roles),
        isProgram: z.boolean().describe('A program that asks by a token: it stands on no rota.'),
      }),
    ),
    former: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe('What those are called who have left, for what they did.'),
  }),
})

const link = z.object({ linkId: z.uuid(), key: command.key.optional() })
const LinkState = z.object({ id: z.uuid(), state: z.enum(['proposed', 'confirmed', 'refused', 'undone']) })

export const confirmLink = endpoint({
  method: 'POST',
  path: '/links/:linkId/confirm',
  summary: 'Confirm that an account belongs to a person, or that two cases belong together.',
  who: deskRoles,
  input: link,
  output: LinkState,
})

export const refuseLink = endpoint({
  method: 'POST',
  path: '/links/:linkId/refuse',
  summary: 'Refuse a proposed link.',
  who: deskRoles,
  input: link,
  output: LinkState,
})

export const undoLink = endpoint({
  method: 'POST',
  path: '/links/:linkId/undo',
  summary: 'Undo a confirmed link: everything is as it was before.',
  who: deskRoles,
  input: link,
  output: LinkState,
})

export const proposeLink = endpoint({
  method: 'POST',
  path: '/links',
  summary: 'Propose that an account belongs to the person of a case, with the evidence for it.',
  who: deskRoles,
  input: z.object({
    accountId: z.uuid(),
    caseId: z.uuid(),
    evidence: z.enum(['said-so', 'same-order', 'same-number', 'called-back', 'other']),
    key: command.key,
  }),
  output: LinkState,
})

export const erasePerson = endpoint({
  method: 'POST',
  path: '/persons/:personId/erasure',
  summary:
    'Erase a person: their words, addresses and raw items go; what was done, and when, stays provable.',
  who: ['admin'],
  input: z.object({ personId: z.uuid(), key: command.key }),
  output: z.object({ personId: z.uuid(), cases: z.int() }),
})
