import { z } from 'zod'
import { stages } from '#domain/case/stage.ts'
import { claimKinds } from '#domain/claim/claim.ts'
import { sharings } from '#domain/people/sharing.ts'
import { reachReasons } from '#domain/reach/estimate.ts'
import { ReachFigures } from '#domain/reach/figures.ts'
import { deskRoles } from '#domain/role.ts'
import { AccountView, EvidenceView } from './account-view.ts'
import { command, endpoint, instant, Named } from './endpoint.ts'

/** How far somebody's voice carries, as far as anybody has counted. Unknown is itself, and never low. */
export const EstimateView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('unknown'),
    because: z.enum(['no-account', 'never-asked', 'network-down']),
    since: instant.nullable().describe('Since when its network could not be asked.'),
  }),
  z.object({
    state: z.literal('estimated'),
    low: z.int(),
    likely: z.int(),
    high: z.int(),
    band: z.enum(['low', 'medium', 'high']),
    reasons: z.array(z.enum(reachReasons)),
    sources: z.array(
      z.object({
        network: z.string(),
        address: z.string(),
        at: instant.describe('When it was counted.'),
        notRefreshedSince: instant.nullable().describe('Since when its network could not be asked again.'),
        figures: ReachFigures,
      }),
    ),
  }),
])

/** Whether reach is shown: at once, by an act that the open cases record (`caseId` is one of them), or not to this role. */
export const ReachView = z.discriminatedUnion('sight', [
  z.object({ sight: z.literal('shown'), estimate: EstimateView }),
  z.object({ sight: z.literal('to-open'), caseId: z.uuid() }),
  z.object({ sight: z.literal('hidden') }),
])

const CardCase = z.object({
  id: z.uuid(),
  number: z.int(),
  subject: z.string(),
  state: z.enum(['open', 'closed']),
  stage: z.enum(stages),
  severity: z.int(),
  turn: z.enum(['ours', 'customers']),
  owner: Named,
  rung: Named,
  nextDueAt: instant.nullable(),
  nextDueKind: z.string().nullable(),
  failures: z.int(),
  seq: z.int(),
  lastContactAt: instant,
})

const CardClaim = z.object({
  id: z.string(),
  caseId: z.uuid(),
  kind: z.enum(claimKinds),
  state: z.enum(['claimed', 'verified', 'refuted', 'expired', 'withdrawn']),
  followers: z.int().nullable(),
  warns: z.boolean(),
  method: z.string().nullable(),
  at: instant,
})

/** A promise that runs, in the words of whoever gave it. */
export const CardPromise = z.object({
  id: z.string(),
  giver: Named,
  what: z.string(),
  dueAt: instant,
  near: z.boolean(),
})

export const PersonCard = z.object({
  person: z.object({ id: z.uuid(), name: z.string().nullable() }),
  sure: z.enum(['known', 'likely', 'perhaps', 'shared']),
  foundBy: z.string().describe('By what they were found, as a code.'),
  why: z.array(EvidenceView),
  accounts: z.array(AccountView),
  cases: z.array(CardCase).describe('Those that you may see, the open ones first; ten at most.'),
  failures: z
    .array(z.object({ caseId: z.uuid(), at: instant, reason: z.string(), about: z.string() }))
    .describe('Of the open cases, the oldest first.'),
  promises: z.array(CardPromise.extend({ caseId: z.uuid() })).describe('Those that run.'),
  reach: ReachView,
  claims: z.array(CardClaim),
  policy: z
    .object({
      caseId: z.uuid(),
      severity: z.int(),
      remedy: z.string().describe('What is owed on it, whoever looks.'),
      upTo: z.number(),
      conduct: z.record(z.string(), z.unknown()),
      mayGrantGesture: z
        .boolean()
        .describe('You may grant a gesture there: you have not looked how far their voice carries.'),
    })
    .nullable()
    .describe('Of the open case whose next date is the nearest.'),
  nextRung: Named.nullable().describe('Where that case would be escalated to.'),
})

export const lookUp = endpoint({
  method: 'GET',
  path: '/lookup',
  summary:
    'Who it is: by number, e-mail, handle, name or case number, from what we hold. Nothing is asked of a network meanwhile. Each look is logged.',
  who: deskRoles,
  input: z.object({
    q: z.string().max(200).default(''),
    person: z.uuid().optional().describe('Instead of what was typed: a person who is known.'),
    caseId: z.uuid().optional().describe('Instead of what was typed: the person of a case.'),
  }),
  output: z.object({
    readAs: z.enum(['number', 'email', 'handle', 'case', 'name', 'person', 'nothing']),
    international: z.string().nullable().describe('A number as it is dialled from everywhere.'),
    people: z.array(PersonCard).describe('The surest first, five at most.'),
    hasMore: z.boolean(),
  }),
})

export const openReach = endpoint({
  method: 'POST',
  path: '/cases/:caseId/reach-openings',
  summary:
    'See how far the voice of this case’s person carries. Every open case of theirs records that you looked; you can grant no gesture there any more.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid(), key: command.key }),
  output: z.object({ reach: ReachView }),
})

export const listLookups = endpoint({
  method: 'GET',
  path: '/lookups',
  summary: 'Who looked whom up, the newest first. Kept for a year.',
  who: ['admin'],
  input: z.object({
    person: z.uuid().optional().describe('Only who looked this person up.'),
    by: z.string().min(1).max(100).optional().describe('Only whom this colleague looked up, by handle.'),
    since: instant.optional().describe('From then on.'),
    until: instant.optional().describe('Before then.'),
    before: z.uuid().optional().describe('The id of the oldest that you have.'),
  }),
  output: z.object({
    lookups: z.array(
      z.object({
        id: z.uuid(),
        at: instant,
        by: Named,
        readAs: z.string().describe('By what: a number, a name, a case, or because they called.'),
        case: z
          .object({ id: z.uuid(), number: z.int() })
          .nullable()
          .describe('From which case they were looked at.'),
        persons: z.array(z.object({ id: z.uuid(), name: z.string().nullable() })),
      }),
    ),
    hasMore: z.boolean(),
  }),
})

export const shareAccount = endpoint({
  method: 'POST',
  path: '/accounts/:accountId/sharing',
  summary:
    'Say that an account is a family’s, an office’s or others’ who share it, or one person’s after all.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({ accountId: z.uuid(), sharing: z.enum(sharings), key: command.key }),
  output: z.object({ id: z.uuid(), sharing: z.enum(sharings) }),
})

const network = z.string().trim().min(1).max(60).toLowerCase()
const handle = z.string().trim().min(2).max(253)
const OwnHandle = z.object({
  network,
  handle,
  whose: z.enum(['ours', 'staff']),
  member: z.string().nullable().describe('Which colleague’s.'),
})

export const listOwnHandles = endpoint({
  method: 'GET',
  path: '/own-handles',
  summary: 'The handles that are ours and our colleagues’: whoever looks like one of them is told.',
  who: ['admin', 'lead'],
  input: z.object({}),
  output: z.object({ handles: z.array(OwnHandle) }),
})

export const enterOwnHandle = endpoint({
  method: 'POST',
  path: '/own-handles',
  summary: 'Enter a handle of ours, or of a colleague.',
  who: ['admin'],
  input: OwnHandle,
  output: OwnHandle,
})

export const removeOwnHandle = endpoint({
  method: 'DELETE',
  path: '/own-handles/:network/:handle',
  summary: 'Take a handle off that is ours no longer.',
  who: ['admin'],
  input: z.object({ network, handle }),
  output: z.object({}),
})
