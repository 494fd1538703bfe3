import { z } from 'zod'

const count = z.int().min(0)

/**
 * What a network said about an account, and no more than that: a field that it did not give is not known, and never nought.
 * `recent` are its newest own posts, twenty at most, with how often each was liked, repeated and answered.
 */
export const ReachFigures = z.object({
  followers: count.optional(),
  following: count.optional(),
  posts: count.optional(),
  createdAt: z.iso.datetime({ offset: true }).optional(),
  recent: z
    .array(z.object({ likes: count, reposts: count, replies: count }))
    .max(20)
    .optional(),
  hasDomainHandle: z.boolean().optional(),
  isVerified: z.boolean().optional(),
})

export type ReachFigures = z.infer<typeof ReachFigures>
