import { z } from 'zod'
import { noComplaintReasons } from '#domain/case/no-complaint.ts'
import { channels } from '#domain/channel.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, Named } from './endpoint.ts'
import { WasCase } from './items.ts'

export const listDoubts = endpoint({
  method: 'GET',
  path: '/replies/in-doubt',
  summary: 'Replies of which nobody knows whether they arrived, the one to be settled first on top.',
  who: deskRoles,
  input: z.object({}),
  output: z.object({
    doubts: z.array(
      z.object({
        messageId: z.uuid(),
        caseId: z.uuid(),
        number: z.int(),
        subject: z.string(),
        person: z.string().nullable(),
        address: z.string().nullable(),
        owner: Named,
        writtenAt: instant,
        because: z.string().nullable(),
        dueAt: instant.nullable(),
        body: z.string().describe('Its beginning.'),
      }),
    ),
  }),
})

const SampledItem = z.object({
  id: z.uuid(),
  channel: z.enum(channels),
  receivedAt: instant,
  because: z.string(),
  from: z.string(),
  subject: z.string(),
  body: z.string().describe('Its beginning, as it was written.'),
  wasCase: WasCase.nullable(),
})

export const sampleSetAside = endpoint({
  method: 'GET',
  path: '/items/sample',
  summary:
    'Today’s sample of what was set aside, for a human eye, and how often the setting aside was right.',
  who: deskRoles,
  input: z.object({}),
  output: z.object({
    items: z.array(SampledItem).describe('Those of the day’s sample that nobody has looked at.'),
    size: z.int().describe('How many the day’s sample has, looked at or not.'),
    looked: z.int().describe('Looked at in the last thirty days.'),
    wrong: z.int().describe('Of those, complaints that should not have been set aside.'),
  }),
})

export const lookAtItem = endpoint({
  method: 'POST',
  path: '/items/:itemId/looked',
  summary: 'Say that an item was rightly set aside, or that it should not have been: then it becomes a case.',
  who: deskRoles,
  input: z.object({ itemId: z.uuid(), right: z.boolean(), key: command.key }),
  output: z.object({ id: z.uuid(), caseId: z.uuid().nullable() }),
})

export const setItemAside = endpoint({
  method: 'POST',
  path: '/items/:itemId/set-aside',
  summary: 'Set a quarantined item aside: it is no complaint.',
  who: deskRoles,
  input: z.object({
    itemId: z.uuid(),
    because: z.enum(noComplaintReasons),
    key: command.key,
  }),
  output: z.object({ id: z.uuid() }),
})

export const setCaseAside = endpoint({
  method: 'POST',
  path: '/cases/:caseId/set-aside',
  summary:
    'Say that a case on which nothing has been done yet is no complaint: what it was made of is set aside, with your name and the reason, and is looked at there as everything else. Take it back by the item, which is the `id` of the answer.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid(), because: z.enum(noComplaintReasons), ...command }),
  output: z.object({ caseId: z.uuid(), seq: z.int(), id: z.uuid().describe('The item.') }),
})

const months = z.int().min(1).max(600).nullable()
const givenMonths = z.coerce.number().int().min(1).max(600)

const Retention = z.object({
  wordsMonths: months.describe('After a closed case was last touched; none for ever.'),
  originalsMonths: months.describe('Raw items of cases, after they came.'),
  setAsideMonths: months.describe('Raw items that opened no case, after they came.'),
})

export const readRetention = endpoint({
  method: 'GET',
  path: '/retention',
  summary: 'How long words are kept.',
  who: ['admin'],
  input: z.object({}),
  output: Retention.extend({ changedAt: instant.nullable(), changedBy: z.string().nullable() }),
})

export const setRetention = endpoint({
  method: 'POST',
  path: '/retention',
  summary: 'Say how long words are kept. What is older is erased within a day, for good.',
  who: ['admin'],
  input: Retention.extend({ key: command.key }),
  output: z.object({ changedAt: instant }),
})

export const whatWouldGo = endpoint({
  method: 'GET',
  path: '/retention/reach',
  summary: 'How much is older than some months: what a rule would erase if it were set now.',
  who: ['admin'],
  input: z.object({
    wordsMonths: givenMonths.optional(),
    originalsMonths: givenMonths.optional(),
    setAsideMonths: givenMonths.optional(),
  }),
  output: z.object({
    cases: z.int().describe('Closed cases whose words would go; counted up to 10,000.'),
    originals: z.int().describe('Raw items of cases; counted up to 10,000.'),
    setAside: z.int().describe('Raw items that were set aside; counted up to 10,000.'),
  }),
})

export const findPersons = endpoint({
  method: 'GET',
  path: '/persons',
  summary: 'People by the beginning of their name, or by a whole address or number.',
  who: ['admin'],
  input: z.object({
    q: z.string().max(200).default('').describe('At least two letters; fewer find nobody.'),
  }),
  output: z.object({
    persons: z.array(
      z.object({
        id: z.uuid(),
        name: z.string().nullable(),
        addresses: z.array(z.string()),
        cases: z.int(),
        open: z
          .array(z.object({ id: z.uuid(), number: z.int() }))
          .describe('Their open cases, at most twenty.'),
      }),
    ),
  }),
})

export const listErasures = endpoint({
  method: 'GET',
  path: '/erasures',
  summary: 'The ledger of who was erased, when, by whom and how far, without their name: the newest hundred.',
  who: ['admin'],
  input: z.object({}),
  output: z.object({
    erasures: z.array(
      z.object({
        personId: z.uuid(),
        at: instant,
        by: z.string(),
        cases: z
          .array(z.object({ id: z.uuid(), number: z.int() }))
          .nullable()
          .describe('Their cases, which stay without words; null where nobody noted it.'),
        withdrawn: z.int().nullable().describe('Replies to them that were withdrawn before they were sent.'),
      }),
    ),
  }),
})
