import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listCases, openCase } from '#contract/cases.ts'
import { audit, policyInForce } from '#contract/desk.ts'
import { listItems } from '#contract/items.ts'
import { listMembers, whoAmI } from '#contract/people.ts'
import { ask } from './api.ts'

const slow = { staleTime: 5 * 60_000 }

/** What more than one screen asks. The first word of a key names what a live event makes stale. */
export const queries = {
  me: queryOptions({ queryKey: ['me'], queryFn: () => ask(whoAmI, {}), ...slow }),
  members: queryOptions({ queryKey: ['members'], queryFn: () => ask(listMembers, {}), ...slow }),
  policy: queryOptions({ queryKey: ['policy'], queryFn: () => ask(policyInForce, {}), ...slow }),
  audit: queryOptions({ queryKey: ['audit'], queryFn: () => ask(audit, {}), refetchInterval: 60_000 }),

  case: (caseId: string) =>
    queryOptions({ queryKey: ['case', caseId], queryFn: () => ask(openCase, { caseId }), staleTime: 30_000 }),

  cases: (filter: CaseFilter) =>
    infiniteQueryOptions({
      queryKey: ['cases', filter],
      queryFn: ({ pageParam }) => ask(listCases, { ...filter, after: pageParam }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),

  items: (outcome: 'set-aside' | 'quarantined') =>
    infiniteQueryOptions({
      queryKey: ['items', outcome],
      queryFn: ({ pageParam }) => ask(listItems, { outcome, after: pageParam, limit: 30 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
}

/** Which cases a queue shows; it is the search part of the address. */
export type CaseFilter = {
  state?: 'open' | 'closed' | 'merged' | 'any' | undefined
  owner?: string | undefined
  rung?: string | undefined
  due?: 'late' | 'today' | 'week' | undefined
  q?: string | undefined
}
