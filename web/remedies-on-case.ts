import { queryOptions } from '@tanstack/react-query'
import { showRemedies } from '#contract/remedies.ts'
import { ask } from './api.ts'

/** What is owed and given on a case: made stale with it, whatever happens to it. */
export const remediesQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'remedies'],
    queryFn: () => ask(showRemedies, { caseId }),
    staleTime: 30_000,
  })
