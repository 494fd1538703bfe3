import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { showRoom } from '#contract/room.ts'
import { ask } from '#web/api.ts'

export type CaseRoom = z.output<typeof showRoom.output>

/** The private room of a case: made stale with it, whatever happens to it. */
export const roomQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'room'],
    queryFn: () => ask(showRoom, { caseId }),
    staleTime: 30_000,
  })
