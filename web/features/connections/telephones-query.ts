import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listTelephones, showPanel } from '#contract/telephones.ts'
import { ask } from '#web/api.ts'

/** The telephone systems, and how they are: looked at again while somebody looks. */
export const telephonesQuery = queryOptions({
  queryKey: ['telephones'],
  queryFn: () => ask(listTelephones, {}),
  refetchInterval: 5000,
})

/** In which pages of other systems the call screen may stand. */
export const panelQuery = queryOptions({ queryKey: ['line-panel'], queryFn: () => ask(showPanel, {}) })

export type TelephoneView = z.output<typeof listTelephones.output>['telephones'][number]
