import { z } from 'zod'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, words } from './endpoint.ts'

const Pattern = z.object({
  name: words(60).describe('What such a number is called, as in “Order number”.'),
  shape: z
    .string()
    .min(1)
    .max(80)
    .describe(
      'Letters and digits as they are, `\\d`, `[A-Z]`, `(AB|CD)`, each with `?`, `{3}` or `{3,6}` behind it.',
    ),
})

const Rules = z.object({
  patterns: z
    .array(Pattern)
    .max(30)
    .describe('How the company writes its own account, order and booking numbers.'),
  hashtags: z
    .array(z.string().regex(/^#?[\p{L}\d_]{1,60}$/u))
    .max(100)
    .describe('The company’s own hashtags; any other is refused in a public reply.'),
  ours: z
    .array(words(200))
    .max(100)
    .describe('Addresses and numbers of the company itself, which may stand in public.'),
})

export const readGuard = endpoint({
  method: 'GET',
  path: '/guard',
  summary: 'What the guard of replies knows of the company.',
  who: 'signed-in',
  input: z.object({}),
  output: Rules.extend({
    addresses: z.array(z.string()).describe('Where we take mail: ours without being named.'),
  }),
})

export const saveGuard = endpoint({
  method: 'POST',
  path: '/guard',
  summary:
    'Say how the company writes its own numbers, which hashtags are its own, and what of its own is public.',
  who: ['admin', 'policy'],
  input: Rules.extend({ key: command.key }),
  output: Rules,
})

export const dismissDanger = endpoint({
  method: 'POST',
  path: '/cases/:caseId/danger/dismiss',
  summary:
    'Say that a message with words of danger speaks of none: policy takes the harm for what was entered.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid(), ...command }),
  output: z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() }),
})
