import { z } from 'zod'

/** Whose turn it is, as a queue is filtered by it. */
export const Turn = z
  .enum(['ours', 'customers', 'owners', 'others'])
  .describe(
    '`ours` or the customer’s; `owners` where its owner has something to do, and `others` where they wait for the customer, or for nothing but whoever is asked to take it, or to sign a remedy.',
  )
