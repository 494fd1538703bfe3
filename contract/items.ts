import { z } from 'zod'
import { channels } from '#domain/channel.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, Named } from './endpoint.ts'

const outcomes = z.enum(['opened', 'joined', 'set-aside', 'quarantined'])

const ItemOutcome = z.object({
  itemId: z.uuid(),
  outcome: outcomes,
  caseId: z.uuid().optional(),
  because: z.string(),
})

/** The case that a colleague has set an item aside out of. */
export const WasCase = z
  .object({ caseId: z.uuid(), number: z.int(), by: Named, at: instant })
  .describe('Which case it was when a colleague set it aside, who did that and when.')

/** Text that somebody else hands over: cleaned of what cannot be stored, never refused for it. */
const handedOver = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.toWellFormed().replaceAll('\0', '\uFFFD'))

export const postItem = endpoint({
  method: 'POST',
  path: '/items',
  summary: 'Hand over one item of any channel. The same (channel, externalId) again gives the same answer.',
  who: deskRoles,
  input: z.object({
    channel: z.enum(channels),
    externalId: handedOver(1000).pipe(z.string().min(1)),
    at: instant.describe('When the customer made contact. Dates owed count from here.'),
    from: z.object({
      name: handedOver(300).optional(),
      email: handedOver(320).optional(),
      phone: handedOver(60).optional(),
      handle: handedOver(300).optional(),
      network: handedOver(100).optional(),
    }),
    subject: handedOver(2000).optional(),
    body: handedOver(1_000_000),
    public: z.boolean().optional(),
    inReplyTo: handedOver(1000).optional().describe('The externalId of an earlier item, or a message key.'),
    facts: z
      .record(z.string().max(100), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
      .optional()
      .describe('Facts that the caller knows: harm, loss, topic, followers.'),
  }),
  output: ItemOutcome,
})

export const listItems = endpoint({
  method: 'GET',
  path: '/items',
  summary: 'Items that opened no case: set aside with a reason, or quarantined with an owner.',
  who: deskRoles,
  input: z.object({
    outcome: z.enum(['set-aside', 'quarantined']),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        channel: z.enum(channels),
        receivedAt: instant,
        outcome: outcomes,
        because: z.string(),
        owner: z.string().nullable(),
        from: z.string(),
        subject: z.string(),
        body: z.string().describe('Its beginning, as it was written.'),
        isErased: z.boolean().describe('Its content is gone: by the rule for keeping, or with its person.'),
        wasCase: WasCase.nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const retryItem = endpoint({
  method: 'POST',
  path: '/items/:itemId/retry',
  summary: 'Try to understand a quarantined item again.',
  who: deskRoles,
  input: z.object({ itemId: z.uuid(), key: command.key.optional() }),
  output: ItemOutcome,
})

export const takeBackItem = endpoint({
  method: 'POST',
  path: '/items/:itemId/take-back',
  summary:
    'Take back, within a minute, what you decided about an item: it is what it was before. A case that was made of it is taken back as well, unless anything has come of it; of a case that was set aside, it is made a case again, under a new number.',
  who: deskRoles,
  input: z.object({ itemId: z.uuid(), key: command.key }),
  output: z.object({
    id: z.uuid(),
    outcome: outcomes,
    because: z.string(),
    caseId: z.uuid().optional().describe('The case that it is again.'),
  }),
})

export const openItem = endpoint({
  method: 'POST',
  path: '/items/:itemId/open',
  summary: 'Make a case of an item that was set aside or quarantined.',
  who: deskRoles,
  input: z.object({ itemId: z.uuid(), key: command.key.optional() }),
  output: ItemOutcome,
})
