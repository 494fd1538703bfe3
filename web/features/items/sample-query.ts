import { queryOptions } from '@tanstack/react-query'
import { sampleSetAside } from '#contract/keeping.ts'
import { ask } from '#web/api.ts'

/** The day's sample of what was set aside. */
export const sampleQuery = queryOptions({
  queryKey: ['items', 'sample'],
  queryFn: () => ask(sampleSetAside, {}),
})
