import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listPages, openPage, showNotices, showPager } from '#contract/notices.ts'
import { ask } from '#web/api.ts'

export type NoticesView = z.output<typeof showNotices.output>
export type Page = z.output<typeof openPage.output>

export const noticesQuery = queryOptions({ queryKey: ['notices'], queryFn: () => ask(showNotices, {}) })

export const pagerQuery = queryOptions({ queryKey: ['pager'], queryFn: () => ask(showPager, {}) })

// A silence is an alarm: it is asked for also where the live stream is cut.
export const pagesQuery = queryOptions({
  queryKey: ['pages'],
  queryFn: () => ask(listPages, {}),
  refetchInterval: 30_000,
})

export const pageQuery = (pageId: string) =>
  queryOptions({
    queryKey: ['pages', pageId],
    queryFn: () => ask(openPage, { pageId }),
    refetchInterval: 30_000,
  })
