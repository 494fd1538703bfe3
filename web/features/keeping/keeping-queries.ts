import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { findPersons, listErasures, readRetention, whatWouldGo } from '#contract/keeping.ts'
import { ask } from '#web/api.ts'

/** Months after which something is erased; null for never. */
export type Rule = {
  wordsMonths: number | null
  originalsMonths: number | null
  setAsideMonths: number | null
}

/** How long words are kept. */
export const retentionQuery = queryOptions({ queryKey: ['retention'], queryFn: () => ask(readRetention, {}) })

/** How much a rule would erase if it were set now. */
export const reachQuery = (rule: Rule) =>
  queryOptions({
    queryKey: ['retention', 'reach', rule],
    queryFn: () =>
      ask(whatWouldGo, {
        wordsMonths: rule.wordsMonths ?? undefined,
        originalsMonths: rule.originalsMonths ?? undefined,
        setAsideMonths: rule.setAsideMonths ?? undefined,
      }),
    placeholderData: keepPreviousData,
  })

/** People by what was typed. */
export const personsQuery = (typed: string) =>
  queryOptions({
    queryKey: ['persons', typed],
    queryFn: () => ask(findPersons, { q: typed }),
    enabled: typed.length >= 2,
    placeholderData: keepPreviousData,
  })

/** The ledger of who was erased. */
export const erasuresQuery = queryOptions({ queryKey: ['erasures'], queryFn: () => ask(listErasures, {}) })
