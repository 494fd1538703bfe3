import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listTemplates } from '#contract/writing.ts'
import { ask } from '#web/api.ts'

/** The texts that replies begin with, by name. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: () => ask(listTemplates, {}),
})

export type TemplateView = z.output<typeof listTemplates.output>['templates'][number]
