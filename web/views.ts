import type { Role } from '#domain/role.ts'
import type { CaseFilter } from './queries.ts'
import { say } from './words/say.ts'

/** A view that everybody has: filters under a name, and the counter that tells how much there is in it. */
export type DefaultView = {
  name: string
  filter: CaseFilter
  counter: 'mine' | 'waiting' | 'late' | 'open'
  key?: string
}

/** What waits for oneself. */
export const myTurn = { owner: 'me', turn: 'owners' } as const satisfies CaseFilter

/** All that is open, by a name of its own in the address: without any filter an address leads to where one begins. */
export const everything: CaseFilter = { state: 'open' }

/** The views that nobody has to make. */
export const defaultViews = (): readonly DefaultView[] => [
  { name: say('My turn'), filter: myTurn, counter: 'mine', key: 'g t' },
  { name: say('Waiting on others'), filter: { owner: 'me', turn: 'others' }, counter: 'waiting', key: 'g w' },
  { name: say('Late'), filter: { due: 'late' }, counter: 'late' },
  { name: say('Everything open'), filter: everything, counter: 'open' },
]

/** What somebody sees first: an agent what waits for them; whoever answers for the desk, all of it. */
export const firstView = (role: Role | undefined): CaseFilter => (role === 'agent' ? myTurn : everything)

/** Whether nothing is asked for. */
export const isEmpty = (filter: CaseFilter): boolean =>
  Object.values(filter).every((value) => value === undefined)

/** The filters as an address has them, one way each: all that is open is called so, and is meant wherever another filter is. */
export function addressOf(filter: CaseFilter): CaseFilter {
  if (isEmpty(filter)) return everything
  const { state: _, ...rest } = filter
  return isMeant(filter) && !isEmpty(rest) ? rest : filter
}

/** Whether two sets of filters let the same cases through. */
export function isSameFilter(one: CaseFilter, other: CaseFilter): boolean {
  return said(one) === said(other)
}

/** What is open is meant where nothing else is said; who looks for words means all, unless they say so. */
const said = (filter: CaseFilter) =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([name, value]) => value !== undefined && !(name === 'state' && isMeant(filter)))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

const isMeant = ({ state, q }: CaseFilter) => state === 'open' && q === undefined
