import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { showCard } from '#contract/card.ts'
import { ask } from '#web/api.ts'

export type Card = z.output<typeof showCard.output>
export type InFront = NonNullable<Card['front']>

/** Who calls, with the case that was chosen in front. What is shown stays until the other case is there. */
export const cardQuery = (callId: string, caseId: string | null) =>
  queryOptions({
    queryKey: ['card', callId, caseId],
    queryFn: () => ask(showCard, { call: callId, case: caseId ?? undefined }),
    placeholderData: (before, query) =>
      query?.queryKey[1] === callId ? keepPreviousData(before) : undefined,
    staleTime: 5000,
  })
