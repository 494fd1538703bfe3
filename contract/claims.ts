import { z } from 'zod'
import { claimKinds, methods, strengths } from '#domain/claim/claim.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, words } from './endpoint.ts'

const claimId = z.uuid()
const Done = z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() })

/** The name of a network as accounts have it, such as `bluesky`. */
const network = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/)

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::\d{1,5})?$/,
    'is no name of a site, such as example.org',
  )

export const ClaimView = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  kind: z.enum(claimKinds),
  /** What a colleague wrote down, and the account or site that it is about; null where that was erased. */
  said: z.string().nullable(),
  network: z.string().nullable(),
  handle: z.string().nullable(),
  domain: z.string().nullable(),
  followers: z.int().nullable().describe('As they say it.'),
  counted: z
    .int()
    .nullable()
    .describe('How many follow the account that was shown to be theirs, as its network itself says.'),
  isClosed: z
    .boolean()
    .describe(
      'How many follow them, and their words about it, are left out, as you have not looked how far their voice carries on this case.',
    ),
  warns: z.boolean(),
  state: z.enum(['claimed', 'verified', 'refuted', 'expired', 'withdrawn']),
  because: z.enum(['look-alike', 'callback', 'our-records', 'silent', 'over']).nullable(),
  madeAt: instant,
  /** When it became what it is. */
  at: instant,
  method: z.enum(methods).nullable(),
  strength: z.enum(strengths).nullable(),
  /** Until when it is waited for, or gone by; null where there is no end. */
  until: instant.nullable(),
  countsMeanwhile: z.boolean(),
  /** The code to read out, while it can still be posted. */
  code: z.object({ text: z.string(), until: instant }).nullable(),
  /** The link to sign in with their network by, while it holds; and whether there is such a way. */
  signIn: z.object({ url: z.string(), until: instant }).nullable(),
  canSignIn: z.boolean(),
  /** How the policy has it verified, and whether you may say by yourself that it is so. */
  verifiedBy: z.string(),
  mayDecide: z.boolean(),
  isSiteAsked: z.boolean(),
})

export const listClaims = endpoint({
  method: 'GET',
  path: '/cases/:caseId/claims',
  summary: 'What the customer says on a case that can be verified, and what became of it.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ claims: z.array(ClaimView) }),
})

export const makeClaim = endpoint({
  method: 'POST',
  path: '/cases/:caseId/claims',
  summary:
    'Write down something that the customer says and that can be verified. It changes who looks until it is decided, and nothing that is owed.',
  who: deskRoles,
  input: z.object({
    caseId: z.uuid(),
    kind: z.enum(claimKinds),
    said: words(2000).describe('In their words, as far as you caught them.'),
    network: network.optional().describe('Of their account, such as `bluesky`; with `handle`.'),
    handle: words(253).optional(),
    domain: domain.optional().describe('A site of theirs, such as `example.org`.'),
    followers: z.int().min(0).max(10_000_000_000).optional(),
    warns: z.boolean().default(false).describe('They said with it that they will go public.'),
    ...command,
  }),
  output: Done,
})

export const issueClaimCode = endpoint({
  method: 'POST',
  path: '/claims/:claimId/codes',
  summary:
    'Give them a code to post from their account, or to put on their site. An earlier code ends with it.',
  who: deskRoles,
  input: z.object({ claimId, key: command.key }),
  output: Done.extend({ code: z.string(), until: instant }),
})

export const offerSignIn = endpoint({
  method: 'POST',
  path: '/claims/:claimId/links',
  summary:
    'Give them a link to sign in with the network of their account. The network says who they are, and nothing else is asked. An earlier link ends with it.',
  who: deskRoles,
  input: z.object({ claimId, key: command.key }),
  output: Done.extend({ url: z.string(), until: instant }),
})

export const checkClaim = endpoint({
  method: 'POST',
  path: '/claims/:claimId/checks',
  summary:
    'Have their site and its DNS looked at for the code. Nobody waits for it: what is found is written on the case.',
  who: deskRoles,
  input: z.object({ claimId, key: command.key }),
  output: Done,
})

export const decideClaim = endpoint({
  method: 'POST',
  path: '/claims/:claimId/decisions',
  summary:
    'Say what you found by calling back, in our records, or that their word is enough. Whoever policy names may.',
  who: deskRoles,
  input: z.object({
    claimId,
    found: z.enum(['verified', 'refuted']),
    method: z.enum(['callback', 'our-records', 'their-word']),
    key: command.key,
  }),
  output: Done,
})

export const withdrawClaim = endpoint({
  method: 'POST',
  path: '/claims/:claimId/withdraw',
  summary: 'Take a claim off: they took it back, or it was written down by mistake.',
  who: deskRoles,
  input: z.object({ claimId, key: command.key }),
  output: Done,
})
