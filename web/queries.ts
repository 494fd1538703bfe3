import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listCalls } from '#contract/calls.ts'
import { listCases, openCase } from '#contract/cases.ts'
import { audit, policyInForce } from '#contract/desk.ts'
import { listItems } from '#contract/items.ts'
import { listMembers, whoAmI } from '#contract/people.ts'
import { counts, listViews } from '#contract/queue.ts'
import { ask } from './api.ts'
import { countIn } from './marks/money-facts.ts'

const slow = { staleTime: 5 * 60_000 }
const members = queryOptions({ queryKey: ['members'], queryFn: () => ask(listMembers, {}), ...slow })

/** What more than one screen asks. The first word of a key names what a live event makes stale. */
export const queries = {
  me: queryOptions({ queryKey: ['me'], queryFn: () => ask(whoAmI, {}), ...slow }),
  members,
  /** Everybody by name, programs and those who have left among them: whoever did something is called by it. */
  everybody: queryOptions({
    ...members,
    select: (all): { members: { id: string; name: string }[] } => ({
      members: [...all.members, ...all.former],
    }),
  }),
  /** Those to whom something is given or asked: people. */
  colleagues: queryOptions({
    ...members,
    select: (all) => ({ members: all.members.filter(({ isProgram }) => !isProgram) }),
  }),
  policy: queryOptions({
    queryKey: ['policy'],
    queryFn: async () => {
      const policy = await ask(policyInForce, {})
      countIn(policy.currency)
      return policy
    },
    ...slow,
  }),
  audit: queryOptions({ queryKey: ['audit'], queryFn: () => ask(audit, {}), refetchInterval: 60_000 }),

  // The live stream says which calls there are; nobody asks again.
  calls: queryOptions({
    queryKey: ['calls'],
    queryFn: () => ask(listCalls, {}),
    staleTime: Number.POSITIVE_INFINITY,
  }),

  case: (caseId: string) =>
    queryOptions({ queryKey: ['case', caseId], queryFn: () => ask(openCase, { caseId }), staleTime: 30_000 }),

  counts: queryOptions({ queryKey: ['counts'], queryFn: () => ask(counts, {}), refetchInterval: 60_000 }),
  views: queryOptions({ queryKey: ['views'], queryFn: () => ask(listViews, {}), ...slow }),

  // A queue that was scrolled far has many pages: what is stale of it is read anew by its screen, page by page, as it is
  // looked at.
  cases: (filter: CaseFilter) =>
    infiniteQueryOptions({
      queryKey: ['cases', filter],
      queryFn: ({ pageParam }) => readCases(filter, { after: pageParam }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnMount: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
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
  turn?: 'ours' | 'customers' | 'owners' | 'others' | undefined
  public?: boolean | undefined
  severity?: number | undefined
  team?: string | undefined
  offered?: 'me' | undefined
  mentions?: 'me' | undefined
  snoozed?: 'only' | 'any' | undefined
  q?: string | undefined
}

const longestRange = 200
/** Of what is looked for so much at first as fits a screen: every row of it is read from somewhere else. */
const foundAtOnce = 30

/**
 * Reads a stretch of a queue: a page of it, or all that stands between two places now. What is looked for is looked for
 * among closed cases too, unless a state is asked for.
 */
export async function readCases(
  { public: isPublic, ...filter }: CaseFilter,
  { after, until }: { after: string | undefined; until?: string },
) {
  const readAt = performance.now()
  const page = await ask(listCases, {
    ...(filter.q !== undefined && { state: 'any' as const, limit: foundAtOnce }),
    ...filter,
    ...(isPublic !== undefined && { public: String(isPublic) }),
    ...(until !== undefined && { until, limit: longestRange }),
    after,
  })
  return { ...page, after, readAt }
}
