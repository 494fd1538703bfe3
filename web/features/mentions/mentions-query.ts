import { queryOptions } from '@tanstack/react-query'
import { listMentions } from '#contract/writing.ts'
import { ask } from '#web/api.ts'

/** Notes that name whoever looks, also those that they have seen. */
export const mentionsQuery = queryOptions({
  queryKey: ['mentions'],
  queryFn: () => ask(listMentions, { seen: 'any' }),
})
