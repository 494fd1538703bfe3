import { z } from 'zod'

const word = z.string().min(1).max(200).optional().catch(undefined)
const me = z.literal('me').optional().catch(undefined)

/** The filters of the queue are its address. What nobody could have meant is left out. */
export const DeskSearch = z.object({
  state: z.enum(['open', 'closed', 'merged', 'any']).optional().catch(undefined),
  owner: word,
  rung: word,
  due: z.enum(['late', 'today', 'week']).optional().catch(undefined),
  turn: z.enum(['ours', 'customers', 'owners', 'others']).optional().catch(undefined),
  public: z.boolean().optional().catch(undefined),
  severity: z.int().min(1).max(5).optional().catch(undefined),
  team: word,
  offered: me,
  mentions: me,
  snoozed: z.enum(['only', 'any']).optional().catch(undefined),
  // The address reads a number as a number; a case is looked for by it.
  q: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
})
