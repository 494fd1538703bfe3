import {
  hashKey,
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
  type QueryKey,
} from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { queries, readCases, type CaseFilter } from '#web/queries.ts'
import { pagesHolding, rowsOf } from './rows-of.ts'

export type Row = Awaited<ReturnType<typeof readCases>>['cases'][number]
type Page = Awaited<ReturnType<typeof readCases>>

/**
 * A queue that is read page by page as one scrolls. When something has changed, those of its pages that are looked at are
 * read anew, each between the places at which it began and ended, so that nothing is missing and nothing is there twice.
 */
export function useQueue(filter: CaseFilter) {
  const client = useQueryClient()
  const query = useMemo(() => queries.cases(filter), [filter])
  const cases = useInfiniteQuery(query)
  const { data } = cases
  const staleSince = useStaleSince(query.queryKey)
  // As one text, so that scrolling within the same pages changes nothing.
  const [looked, setLooked] = useState('0')
  const [refused, refuse] = useState('')
  const reading = useRef(new Set<string>())
  const pages = data?.pages
  const rows = useMemo(() => rowsOf(pages ?? []), [pages])
  const see = useCallback(
    (ids: ReadonlySet<string>) => setLooked(pagesHolding(pages ?? [], ids).join(' ')),
    [pages],
  )

  useEffect(() => {
    const read = async ({ after, next }: Page) => {
      const key = after ?? ''
      if (reading.current.has(key)) return
      reading.current.add(key)
      try {
        const fresh = await readCases(filter, { after, ...(next !== null && { until: next }) })
        client.setQueryData(query.queryKey, (before) => before && withPage(before, fresh))
        refuse('')
      } catch (error) {
        refuse(sentenceOf(error))
      } finally {
        reading.current.delete(key)
      }
    }
    for (const place of looked.split(' ').map(Number)) {
      const page = pages?.[place]
      if (page && page.readAt < staleSince) void read(page)
    }
  }, [pages, looked, staleSince, filter, client, query])

  return { cases, rows, see, refused: cases.error && data ? sentenceOf(cases.error) : refused }
}

/** When a query was last told that it is stale. It is only told: what is done about it is its screen's affair. */
function useStaleSince(queryKey: QueryKey): number {
  const client = useQueryClient()
  const [since, set] = useState(0)
  useEffect(() => {
    const hash = hashKey(queryKey)
    const note = () => {
      set(performance.now())
      // Fresh again as far as the cache goes, or it would not be told a second time.
      queueMicrotask(() => client.setQueryData(queryKey, (before: unknown) => before))
    }
    // Told while the queue was out of sight.
    if (client.getQueryState(queryKey)?.isInvalidated === true) note()
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'invalidate' || event.query.queryHash !== hash)
        return
      note()
    })
  }, [client, queryKey])
  return since
}

/** The pages with one of them as it is now. If it has grown beyond what was asked, those after it are read again. */
function withPage(before: InfiniteData<Page>, fresh: Page): InfiniteData<Page> {
  const place = before.pages.findIndex(({ after }) => after === fresh.after)
  const known = before.pages[place]
  if (!known) return before
  const isWhole = known.next === fresh.next
  const pages = before.pages.with(place, fresh)
  return isWhole
    ? { ...before, pages }
    : { pages: pages.slice(0, place + 1), pageParams: before.pageParams.slice(0, place + 1) }
}
