import { queryOptions } from '@tanstack/react-query'
import { readGuard } from '#contract/guard.ts'
import { ask } from './api.ts'

/** What the guard of replies knows of the company; it changes seldom. */
export const guardQuery = queryOptions({
  queryKey: ['guard'],
  queryFn: () => ask(readGuard, {}),
  staleTime: 60_000,
})
