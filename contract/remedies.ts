import { z } from 'zod'
import { remedyStates, sorts } from '#domain/remedy/remedy.ts'
import { deskRoles, type Role } from '#domain/role.ts'
import { Currency } from './currency.ts'
import { command, endpoint, instant, Named, words } from './endpoint.ts'

/** Those who read the books. */
const bookRoles = ['admin', 'executive', 'lead', 'policy', 'analyst'] as const satisfies readonly Role[]

const remedyId = z.uuid()
const Done = z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() })
const reason = words(2000)
/** A kind of remedy, by the name that the policy gives it. */
const kind = z.string().min(1).max(100)

/** No single remedy of a complaint comes near it. */
const mostMinor = 1_000_000_000_000
const minor = z.int().min(0).max(mostMinor).describe('In the smallest unit of the currency: 1999 is 19.99 €.')
const cap = minor.nullable()

const Rule = z
  .object({ policy: z.int(), table: z.string(), row: z.string(), because: z.string().nullable() })
  .describe('The version of the policy, the row that says so, and the principle it stands on.')

const Asked = z
  .object({
    of: Named,
    rung: Named,
    by: instant,
    away: z
      .object({ until: instant, standIn: Named.nullable() })
      .nullable()
      .describe('While they are away: until when, and who signs by their authority meanwhile.'),
  })
  .describe('Who is asked to sign, and by when they decide.')

export const RemedyView = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  sort: z.enum(sorts).describe('`entitlement`: owed by policy. `gesture`: goodwill that nobody is owed.'),
  what: z.string(),
  amount: z.int().nullable(),
  currency: z.string(),
  state: z.enum(remedyStates),
  proposedBy: Named,
  proposedAt: instant,
  at: instant.describe('When it became what it is.'),
  reason: z.string().nullable().describe('Null where its words were erased.'),
  rule: Rule.nullable(),
  asked: Asked.nullable(),
  signed: z
    .object({ by: Named, rung: Named, instead: Named.nullable().describe('For whom they stood in.') })
    .nullable(),
  may: z
    .object({
      approve: z.boolean(),
      decline: z.boolean(),
      give: z.boolean(),
      withdraw: z.boolean(),
      reverse: z.boolean(),
    })
    .describe('What you may make of it.'),
})

export const showRemedies = endpoint({
  method: 'GET',
  path: '/cases/:caseId/remedies',
  summary: 'What policy owes on a case and why, what was given, and what you may give.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid() }),
  output: z.object({
    currency: z.string(),
    owed: z.object({
      what: z.string(),
      upTo: z.int(),
      left: z.int(),
      rule: Rule.nullable(),
      ifDanger: z
        .boolean()
        .describe(
          'It is owed if it is a danger, which nobody has said yet: until then nothing of it is given.',
        ),
      alone: z.int().nullable().describe('How much of it you may sign by yourself; null where nothing.'),
    }),
    gestures: z.object({
      kinds: z.array(z.string()),
      left: z
        .int()
        .nullable()
        .describe('What gestures may still come to here; null where nothing bounds them.'),
      isBarred: z
        .boolean()
        .describe('You have looked at how far their voice carries: no gesture is yours to grant here.'),
    }),
    remedies: z.array(RemedyView),
  }),
})

const wish = {
  caseId: z.uuid(),
  sort: z.enum(sorts),
  what: kind,
}

export const weighRemedy = endpoint({
  method: 'GET',
  path: '/cases/:caseId/remedies/signature',
  summary:
    'Who would sign a remedy: you alone, or whom you would ask and by when they decide. Nothing is written down.',
  who: deskRoles,
  input: z.object({ ...wish, amount: z.coerce.number().pipe(minor).optional() }),
  output: z.object({
    alone: z.boolean(),
    asked: Asked.nullable(),
    refused: z.string().nullable().describe('Why nobody may give it, in a sentence.'),
  }),
})

export const proposeRemedy = endpoint({
  method: 'POST',
  path: '/cases/:caseId/remedies',
  summary:
    'Give the customer something. Within your authority it is given at once; above it somebody who may sign is asked, by name and with a date.',
  who: deskRoles,
  input: z.object({
    ...wish,
    amount: minor.optional().describe('Left out for a thing that has no amount, such as a repair.'),
    reason,
    askOnly: z.boolean().default(false).describe('Have a second person sign it though you might alone.'),
    ...command,
  }),
  output: Done,
})

const onRemedy = { remedyId, key: command.key }

export const approveRemedy = endpoint({
  method: 'POST',
  path: '/remedies/:remedyId/approve',
  summary: 'Sign what a colleague has asked for: never your own, and only within your authority.',
  who: deskRoles,
  scope: 'cases',
  input: z.object(onRemedy),
  output: Done,
})

export const declineRemedy = endpoint({
  method: 'POST',
  path: '/remedies/:remedyId/decline',
  summary: 'Say no to what a colleague has asked for, and why.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({ ...onRemedy, reason }),
  output: Done,
})

export const giveRemedy = endpoint({
  method: 'POST',
  path: '/remedies/:remedyId/give',
  summary: 'Write down that the customer has what was signed.',
  who: deskRoles,
  scope: 'cases',
  input: z.object(onRemedy),
  output: Done,
})

export const withdrawRemedy = endpoint({
  method: 'POST',
  path: '/remedies/:remedyId/withdraw',
  summary: 'Take a remedy off that was not given yet.',
  who: deskRoles,
  scope: 'cases',
  input: z.object(onRemedy),
  output: Done,
})

export const reverseRemedy = endpoint({
  method: 'POST',
  path: '/remedies/:remedyId/reverse',
  summary: 'Write down that the customer does not have it after all, and why. For a lead.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({ ...onRemedy, reason }),
  output: Done,
})

const WaitingRemedy = RemedyView.pick({
  id: true,
  caseId: true,
  sort: true,
  what: true,
  amount: true,
  currency: true,
  proposedBy: true,
  proposedAt: true,
  reason: true,
}).extend({
  number: z.int(),
  subject: z.string(),
  asked: Asked,
  isBarred: z.boolean().describe('You have asked for it yourself, or may grant no gesture there.'),
})

export const listWaitingRemedies = endpoint({
  method: 'GET',
  path: '/remedies',
  summary: 'Remedies that wait for a signature, the one to be decided first on top.',
  who: deskRoles,
  input: z.object({ of: z.enum(['me', 'anybody']).default('me') }),
  output: z.object({ waiting: z.array(WaitingRemedy) }),
})

const sumBy = ['what', 'rung', 'signer', 'month', 'case', 'person'] as const

export const showLedger = endpoint({
  method: 'GET',
  path: '/remedies/ledger',
  summary: 'The books of remedies: the newest lines of a stretch of time, and what they come to.',
  who: bookRoles,
  input: z.object({
    from: instant.optional().describe('From the beginning of this month, where it is left out.'),
    until: instant.optional(),
    sort: z.enum(sorts).optional(),
    what: kind.optional(),
    rung: z.string().max(100).optional(),
    signer: z.string().max(200).optional(),
    by: z.enum(sumBy).default('what'),
    after: z.uuid().optional().describe('The last line of the page before: `next` of its answer.'),
    limit: z.coerce.number().int().min(1).max(500).default(500),
  }),
  output: z.object({
    currency: z.string(),
    from: instant,
    until: instant,
    lines: z
      .array(
        z.object({
          id: z.uuid(),
          caseId: z.uuid(),
          number: z.int(),
          remedyId: z.uuid(),
          at: instant,
          entry: z.enum(['approved', 'given', 'withdrawn', 'reversed']),
          sort: z.enum(sorts),
          what: z.string(),
          currency: z.string(),
          committed: z.int(),
          given: z.int(),
          running: z.int().describe('What had been given by then, of the lines that were asked for.'),
          rung: Named,
          authority: Named,
          signer: Named,
          rule: z.string().nullable(),
        }),
      )
      .describe('Newest first; of the page before none.'),
    next: z
      .uuid()
      .nullable()
      .describe('With which `after` the older lines are asked for; null where there are none.'),
    sums: z.array(
      z.object({
        key: z.string().nullable(),
        name: z.string().nullable(),
        sort: z.enum(sorts),
        currency: z.string(),
        committed: z.int(),
        given: z.int(),
        remedies: z.int(),
      }),
    ),
  }),
})

export const takeLedgerAlong = endpoint({
  method: 'GET',
  path: '/remedies/ledger/table',
  summary:
    'The same lines as a table to take along, without a name, an address or a word of any customer: all of them.',
  who: bookRoles,
  input: showLedger.input.omit({ by: true, after: true, limit: true }),
  output: z.object({ name: z.string(), csv: z.string().describe('By RFC 4180, with a line of names.') }),
})

export const showAuthority = endpoint({
  method: 'GET',
  path: '/remedies/authority',
  summary:
    'How far authority was used, rung by rung: what each could have given by itself of what was owed on its cases, what it gave of that, and what it signed on others.',
  who: bookRoles,
  input: z.object({ from: instant.optional(), until: instant.optional() }),
  output: z.object({
    currency: z.string(),
    from: instant,
    until: instant,
    rungs: z.array(
      z.object({
        rung: Named,
        cases: z.int().describe('Cases of that time on this rung on which something was owed.'),
        could: z.int(),
        gave: z.int().describe('Of what was owed on these cases.'),
        elsewhere: z.int().describe('What it signed on cases that another rung has, or that are older.'),
        gestures: z.int(),
      }),
    ),
    gestureBudget: z.object({ month: cap, spent: z.int() }),
  }),
})

const rules = {
  currency: Currency,
  gestureMonth: cap.describe('All gestures of a calendar month; null for no bound.'),
  gestureMemberMonth: cap.describe('Gestures signed by the authority of one colleague in a month.'),
  gesturePerson: cap.describe('Gestures for one person in 365 days.'),
  gestureCase: cap.describe('Gestures on one case.'),
  owedMemberMonth: cap.describe('What one colleague signs in a month of what is owed; others sign the rest.'),
  owedPersonAlone: cap.describe('What one person is given in 365 days, above which two sign.'),
}

export const showRemedyRules = endpoint({
  method: 'GET',
  path: '/remedies/rules',
  summary: 'The caps and budgets of remedies that are not policy.',
  who: ['admin', 'executive', 'lead', 'policy', 'analyst'],
  input: z.object({}),
  output: z.object({ ...rules, by: Named.nullable(), at: instant.nullable() }),
})

export const saveRemedyRules = endpoint({
  method: 'POST',
  path: '/remedies/rules',
  summary: 'Change the caps and budgets of remedies. What they were stays written down.',
  who: ['admin', 'policy'],
  input: z.object({ ...rules, key: command.key }),
  output: z.object({}),
})
