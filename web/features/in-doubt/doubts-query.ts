import { queryOptions } from '@tanstack/react-query'
import { listDoubts } from '#contract/keeping.ts'
import { ask } from '#web/api.ts'

/** Replies of which nobody knows whether they arrived. */
export const doubtsQuery = queryOptions({ queryKey: ['doubts'], queryFn: () => ask(listDoubts, {}) })
