import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listCases } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { myTurn } from '#web/views.ts'

/** A danger, however it came to be one. */
const danger = 5
/** One of them may be the case that one comes from. */
const enough = 2

/**
 * The case to go on with after something was done on one, whatever list it was opened from: a danger of one’s own that is late,
 * else what is due next of all that waits for oneself.
 */
export const nextOfMineQuery = (caseId: string, done: string) =>
  queryOptions({
    queryKey: ['next-of-mine', caseId, done],
    queryFn: async () => {
      const [late, mine] = await Promise.all([
        ask(listCases, { ...myTurn, due: 'late', severity: danger, limit: enough }),
        ask(listCases, { ...myTurn, limit: enough }),
      ])
      return otherThan(caseId, [...late.cases, ...mine.cases])
    },
    staleTime: 5000,
  })

type Row = z.output<typeof listCases.output>['cases'][number]

const otherThan = (caseId: string, rows: readonly Row[]): Row | null =>
  rows.find(({ id }) => id !== caseId) ?? null
