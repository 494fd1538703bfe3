import { deskRoles, type Role } from '../role.ts'

/** Whether somebody is shown a reach at once, sees it by an act that is recorded, or not at all. */
export type ReachSight = 'shown' | 'to-open' | 'hidden'

type Around = { readonly reachOpenedBy?: readonly string[] }

const mayOpen: ReadonlySet<Role> = new Set(deskRoles)

/**
 * How a person's reach is shown to a colleague. Whoever works on cases may see it; while a case of that person is open it is seen
 * only by an act that each of those cases records, because whoever decides a remedy there has to decide it blind. Where they
 * have opened it on all of them it is shown again, at no further cost.
 */
export function howReachShows(member: { handle: string; role: Role }, open: readonly Around[]): ReachSight {
  if (!mayOpen.has(member.role)) return 'hidden'
  return open.every(({ reachOpenedBy = [] }) => reachOpenedBy.includes(member.handle)) ? 'shown' : 'to-open'
}
