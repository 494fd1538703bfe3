import type { Case } from './case.ts'

/** When the customer last heard something from us that was more than an apology. */
export const lastTold = ({ lastUpdateAt, lastReplyAt }: Case): Temporal.Instant | null =>
  lastUpdateAt === undefined ? lastReplyAt : lastUpdateAt
