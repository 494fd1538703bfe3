import { queryOptions } from '@tanstack/react-query'
import { listOwnHandles } from '#contract/lookup.ts'
import { ask } from '#web/api.ts'

export const ownHandlesQuery = queryOptions({
  queryKey: ['own-handles'],
  queryFn: () => ask(listOwnHandles, {}),
})
