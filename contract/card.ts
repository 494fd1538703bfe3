import { z } from 'zod'
import { deskRoles } from '#domain/role.ts'
import { EvidenceView } from './account-view.ts'
import { CaseRow } from './case-view.ts'
import { endpoint, instant, Named } from './endpoint.ts'
import { CardPromise, ReachView } from './lookup.ts'

const Remedy = z.object({
  remedy: z.string(),
  upTo: z.number().describe('In whole units of the currency, as policy writes it.'),
  left: z.number().describe('What of it has not been given yet.'),
  currency: z.string(),
  ifDanger: z
    .boolean()
    .describe('It is owed only if it is a danger, which nobody has said yet: nothing of it is given before.'),
})

/** The case that a call is most likely about, as one needs it while somebody speaks. */
const CaseInFront = CaseRow.omit({ position: true }).extend({
  failureChain: z.array(
    z.object({ at: instant, reason: z.string(), about: z.string(), channel: z.string().nullable() }),
  ),
  promises: z.array(CardPromise),
  broken: z.int().describe('How many dates and promises were not kept.'),
  owed: Remedy.describe('What policy owes, whoever signs it.'),
  alone: z
    .number()
    .nullable()
    .describe('How much of what is left you may sign by yourself; null where nothing.'),
  signer: Named.nullable().describe('The rung that is asked to sign all that is left, where you may not.'),
  answerIn: z.string(),
  ladder: z.array(Named),
  offeredRung: Named.nullable(),
  next: z
    .object({ rung: Named, person: Named })
    .nullable()
    .describe('The next rung, and who is on duty there now.'),
})

export const CardView = z.object({
  number: z.string().nullable(),
  person: Named.nullable(),
  sure: z
    .enum(['known', 'likely', 'several', 'nobody', 'withheld'])
    .describe('How sure it is that it is this person; `several` where the number alone does not say who.'),
  why: z
    .array(EvidenceView)
    .describe('On what that rests: how they were found, and what joins their accounts.'),
  others: z.array(Named).describe('Whose number it may be too.'),
  cases: z.array(
    z.object({
      id: z.uuid(),
      number: z.int(),
      subject: z.string(),
      severity: z.int(),
      state: z.enum(['open', 'closed']),
    }),
  ),
  reach: ReachView.nullable(),
  front: CaseInFront.nullable(),
})

export const showCard = endpoint({
  method: 'GET',
  path: '/card',
  summary: 'Who calls, what we failed at, what is promised, and what may be done now.',
  who: deskRoles,
  input: z.object({
    call: z.uuid().optional(),
    phone: z.string().trim().max(100).optional(),
    case: z.uuid().optional().describe('The case to stand in front.'),
  }),
  output: CardView,
})
