import { infiniteQueryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listLookups } from '#contract/lookup.ts'
import { ask } from '#web/api.ts'

export type Look = z.output<typeof listLookups.output>['lookups'][number]

/** Which looks are wanted; what is empty is all. Days are the reader's own. */
export type WantedLooks = { person: string; by: string; from: string; to: string }

export const looksQuery = (wanted: WantedLooks, zone: string) =>
  infiniteQueryOptions({
    queryKey: ['looks', wanted, zone],
    queryFn: ({ pageParam }) =>
      ask(listLookups, {
        ...(wanted.person !== '' && { person: wanted.person }),
        ...(wanted.by !== '' && { by: wanted.by }),
        ...(wanted.from !== '' && { since: startOf(wanted.from, zone, 0) }),
        ...(wanted.to !== '' && { until: startOf(wanted.to, zone, 1) }),
        ...(pageParam !== null && { before: pageParam }),
      }),
    initialPageParam: nothingYet,
    getNextPageParam: ({ lookups, hasMore }) => (hasMore ? (lookups.at(-1)?.id ?? null) : null),
  })

const nothingYet: string | null = null

/** When a day begins, or one so many days after it. */
const startOf = (day: string, zone: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toZonedDateTime(zone).toInstant().toString()
