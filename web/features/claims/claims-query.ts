import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listClaims, type ClaimView } from '#contract/claims.ts'
import { ask } from '#web/api.ts'

export type Claim = z.output<typeof ClaimView>

/** The claims of a case: made stale with it, whatever happens to it. */
export const claimsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'claims'],
    queryFn: () => ask(listClaims, { caseId }),
    staleTime: 30_000,
  })
