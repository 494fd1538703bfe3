import type { FaultKind, Finding } from './finding.ts'

/** That a question could not be settled within the budget: no fault, but no proof either. */
export const notProved = (about: FaultKind, table: string | null, rows: readonly string[] = []): Finding => ({
  kind: 'not-proved',
  table,
  rows,
  facts: {},
  instead: null,
  where: [],
  saying: { says: 'not-settled', about },
})
