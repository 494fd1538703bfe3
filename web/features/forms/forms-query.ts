import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listForms } from '#contract/forms.ts'
import { ask } from '#web/api.ts'

/** The web forms that there are. */
export const formsQuery = queryOptions({ queryKey: ['forms'], queryFn: () => ask(listForms, {}) })

export type FormView = z.output<typeof listForms.output>['forms'][number]
