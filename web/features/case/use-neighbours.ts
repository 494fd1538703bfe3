import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { listCases } from '#contract/cases.ts'
import { queries } from '#web/queries.ts'
import { firstView } from '#web/views.ts'
import { neighboursOf } from './queue-order.ts'

type Page = z.output<typeof listCases.output>
type Row = Page['cases'][number]

/**
 * The cases before and after this one in the queue that it was opened from, as it was then: a list that moves leads nobody astray.
 * One that was opened by its address stands among what one sees first.
 */
export function useNeighbours(caseId: string): {
  before: Row | null
  after: Row | null
  isFromQueue: boolean
} {
  const client = useQueryClient()
  const [held] = useState(() => queueHolding(rowsHeld(), caseId))
  const { data: me } = useQuery(queries.me)
  const isFromQueue = held.length > 0
  const { data: first } = useInfiniteQuery({
    ...queries.cases(firstView(me?.role)),
    enabled: !isFromQueue && me !== undefined,
  })
  const rows = isFromQueue ? held : rowsOf(first)
  const { before, after } = neighboursOf(
    rows.map(({ id }) => id),
    caseId,
  )
  const rowOf = (id: string | null) => rows.find((row) => row.id === id) ?? null
  return { before: rowOf(before), after: rowOf(after), isFromQueue }

  function rowsHeld(): Row[][] {
    return client
      .getQueriesData<InfiniteData<Page>>({ queryKey: ['cases'] })
      .toSorted(([a], [b]) => updatedAt(b) - updatedAt(a))
      .map(([, data]) => rowsOf(data))
  }

  function updatedAt(queryKey: readonly unknown[]) {
    return client.getQueryState(queryKey)?.dataUpdatedAt ?? 0
  }
}

const rowsOf = (data: InfiniteData<Page> | undefined): Row[] =>
  data?.pages.flatMap(({ cases }) => cases) ?? []

const queueHolding = (queues: readonly Row[][], caseId: string): Row[] =>
  queues.find((rows) => rows.some(({ id }) => id === caseId)) ?? []
