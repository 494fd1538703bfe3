import { z } from 'zod'
import { roles } from '#domain/role.ts'
import { instant } from './endpoint.ts'

/** Who is signed in, where, and how they sign in. */
export const Me = z.object({
  handle: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  teams: z.array(z.object({ id: z.string(), name: z.string(), sees: z.enum(['all', 'own']) })),
  seesAll: z.boolean().describe('Whether they see the cases of every team.'),
  hasPassword: z.boolean(),
  secondStep: z
    .object({ since: instant, recoveryCodesLeft: z.int() })
    .nullable()
    .describe('Their second step, where it is on.'),
  organisation: z.object({ id: z.uuid(), name: z.string(), isSample: z.boolean() }),
})

/** What signing in answers: who it is, or that the code of the second step is needed first. */
export const SignedIn = z.object({
  needs: z.literal('code').nullable(),
  me: Me.nullable(),
  choosesPassword: z.boolean().describe('They came by a link for choosing a password.'),
})
