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

const myTurn: CaseFilter = { owner: 'me', turn: 'owners' }

/** The views that nobody has to make. */
export const defaultViews = (): readonly DefaultView[] => [
  { name: say('My turn'), filter: myTurn, counter: 'mine', key: 'g t' },
  { name: say('Waiting on others'), filter: { owner: 'me', turn: 'others' }, counter: 'waiting', key: 'g w' },
  { name: say('Late'), filter: { due: 'late' }, counter: 'late' },
  { name: say('Everything open'), filter: {}, counter: 'open' },
]

/** What somebody sees first: an agent what waits for them; whoever answers for the desk, all of it. */
export const firstView = (role: Role | undefined): CaseFilter => (role === 'agent' ? myTurn : {})

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
