import { z } from 'zod'

/** Where one is in a version of the policy: the search part of its address. */
export const Place = z.object({
  part: z.enum(['ladder', 'try', 'changes', 'rehearsal', 'text']).optional().catch(undefined),
  table: z.string().optional().catch(undefined),
  row: z.string().optional().catch(undefined),
})
export type Place = z.output<typeof Place>
