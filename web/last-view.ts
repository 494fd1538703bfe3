import type { CaseFilter } from './queries.ts'

let last: CaseFilter = {}

/** The view of the queue that somebody looked at last: there they go back to from a case. */
export const lastView = (): CaseFilter => last

export function noteView(filter: CaseFilter): void {
  last = filter
}
