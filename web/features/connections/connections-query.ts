import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listConnections } from '#contract/connections.ts'
import { ask } from '#web/api.ts'

/** The ways in, and how they are: looked at again while somebody looks. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: () => ask(listConnections, {}),
  refetchInterval: 5000,
})

export type ConnectionView = z.output<typeof listConnections.output>['connections'][number]
