import type { CaseFilter } from './queries.ts'
import { say } from './words/say.ts'

/** A view that everybody has: filters under a name, and the counter that tells how much there is in it. */
export type DefaultView = { name: string; filter: CaseFilter; counter: 'mine' | 'waiting' | 'late' | 'open' }

/** The views that nobody has to make. */
export const defaultViews = (): readonly DefaultView[] => [
  { name: say('My turn'), filter: { owner: 'me', turn: 'ours' }, counter: 'mine' },
  { name: say('Waiting on others'), filter: { owner: 'me', turn: 'customers' }, counter: 'waiting' },
  { name: say('Late'), filter: { due: 'late' }, counter: 'late' },
  { name: say('Everything open'), filter: {}, counter: 'open' },
]

/** Whether two sets of filters let the same cases through. */
export function isSameFilter(one: CaseFilter, other: CaseFilter): boolean {
  return said(one) === said(other)
}

const said = (filter: CaseFilter) =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
