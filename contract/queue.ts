import { z } from 'zod'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, words } from './endpoint.ts'
import { Turn } from './turn.ts'

const Done = z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() })

export const snooze = endpoint({
  method: 'POST',
  path: '/cases/:caseId/snoozes',
  summary:
    'Keep a case out of the queue until then. No clock stops; it is back at once when the customer writes, a date comes near, or somebody is asked to take it.',
  who: deskRoles,
  input: z.object({
    caseId: z.uuid(),
    until: instant.describe('Not after the next date owed.'),
    reason: words(500),
    ...command,
  }),
  output: Done,
})

export const endSnooze = endpoint({
  method: 'POST',
  path: '/cases/:caseId/snoozes/end',
  summary: 'Take a case that rests back into the queue.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid(), ...command }),
  output: Done,
})

/** Exact to a thousand: more than that nobody counts. */
const Count = z.object({ count: z.int().max(1000), orMore: z.boolean() })

export const counts = endpoint({
  method: 'GET',
  path: '/counts',
  summary: 'How much there is to do, of what you may see. Cases that rest count only as such.',
  who: deskRoles,
  input: z.object({}),
  output: z.object({
    mine: Count.describe('Yours, and there is something that you can do.'),
    waiting: Count.describe('Yours, and somebody else has to move.'),
    late: Count,
    open: Count,
    offered: Count.describe('Offered to you.'),
    snoozed: Count,
    inDoubt: Count.describe('Replies of which nobody knows whether they arrived.'),
    quarantined: Count,
    mentioned: Count.describe('Notes that name you and that you have not seen.'),
    toSign: Count.describe('Remedies that wait for your signature.'),
  }),
})

/** The filters of a queue, as its address has them. */
const Filter = z.object({
  state: z.enum(['open', 'closed', 'merged', 'any']).optional(),
  owner: z.string().min(1).max(100).optional(),
  rung: z.string().min(1).max(100).optional(),
  due: z.enum(['late', 'today', 'week']).optional(),
  turn: Turn.optional(),
  public: z.boolean().optional(),
  severity: z.int().min(1).max(5).optional(),
  team: z.string().min(1).max(100).optional(),
  offered: z.literal('me').optional(),
  mentions: z.literal('me').optional(),
  snoozed: z.enum(['only', 'any']).optional(),
  q: z.string().min(1).max(200).optional(),
})

const View = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: Filter,
  isShared: z.boolean(),
  /** Whether you may rename, move or end it. */
  isYours: z.boolean(),
})

export const listViews = endpoint({
  method: 'GET',
  path: '/views',
  summary: 'Filters kept under a name: your own, and those shared with everybody, in their order.',
  who: deskRoles,
  input: z.object({}),
  output: z.object({ views: z.array(View) }),
})

export const keepView = endpoint({
  method: 'POST',
  path: '/views',
  summary: 'Keep filters under a name, for yourself or, as a lead, for everybody.',
  who: deskRoles,
  input: z.object({
    name: words(60),
    filter: Filter,
    isShared: z.boolean().default(false),
    key: command.key,
  }),
  output: View,
})

export const moveView = endpoint({
  method: 'POST',
  path: '/views/:viewId/move',
  summary: 'Let a view change places with the one above or below it.',
  who: deskRoles,
  input: z.object({ viewId: z.uuid(), to: z.enum(['up', 'down']), key: command.key }),
  output: z.object({ id: z.uuid() }),
})

export const endView = endpoint({
  method: 'POST',
  path: '/views/:viewId/end',
  summary: 'Keep a view no more. Its cases stay where they are.',
  who: deskRoles,
  input: z.object({ viewId: z.uuid(), key: command.key }),
  output: z.object({ id: z.uuid() }),
})
