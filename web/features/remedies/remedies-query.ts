import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  listWaitingRemedies,
  showAuthority,
  showLedger,
  showRemedies,
  showRemedyRules,
  type RemedyView,
} from '#contract/remedies.ts'
import { ask } from '#web/api.ts'

export type Remedy = z.output<typeof RemedyView>
export type OnCase = z.output<typeof showRemedies.output>
export type Books = z.output<typeof showLedger.output>
export type Waiting = z.output<typeof listWaitingRemedies.output>['waiting'][number]

/** What waits for the signature of whoever looks, or of anybody. */
export const waitingQuery = (of: 'me' | 'anybody') =>
  queryOptions({
    queryKey: ['remedies', 'waiting', of],
    queryFn: () => ask(listWaitingRemedies, { of }),
    refetchInterval: 60_000,
  })

/** Which lines of the books are looked at. */
export type BookFilter = Parameters<typeof ask<typeof showLedger.input, typeof showLedger.output>>[1]

/** The books of a stretch of time: the newest lines, and page by page the older ones. */
export const booksQuery = (filter: BookFilter) =>
  infiniteQueryOptions({
    queryKey: ['remedies', 'books', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) => ask(showLedger, { ...filter, ...(pageParam !== '' && { after: pageParam }) }),
    getNextPageParam: ({ next }) => next,
  })

/** How far authority was used in the same stretch of time. */
export const authorityQuery = (stretch: { from: string; until: string }) =>
  queryOptions({ queryKey: ['remedies', 'authority', stretch], queryFn: () => ask(showAuthority, stretch) })

/** The caps that are not policy. */
export const rulesQuery = queryOptions({
  queryKey: ['remedies', 'rules'],
  queryFn: () => ask(showRemedyRules, {}),
})
