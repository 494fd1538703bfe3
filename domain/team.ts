import type { Role } from './role.ts'

/** Colleagues who work on the same cases. `own`: whoever is only in such teams sees the cases of those and of no team, and no others. */
export type Team = { id: string; sees: 'all' | 'own' }

/** The teams whose cases somebody sees; null where they see every case there is. */
export type Sees = readonly string[] | null

/**
 * What somebody sees by role and teams. Administrators and executives see everything; so does whoever is in no team, or
 * in one that sees all.
 */
export function whatIsSeen(role: Role, teams: readonly Team[]): Sees {
  if (role === 'admin' || role === 'executive') return null
  if (teams.length === 0 || teams.some(({ sees }) => sees === 'all')) return null
  return teams.map(({ id }) => id)
}

/** A colleague who sees only the cases of these teams, and of none. */
export type Bound = { handle: string; teams: readonly string[] }

/** Those of them who do not see the cases of a team by themselves. */
export const blindTo = (team: string | null, bound: readonly Bound[]): string[] =>
  team === null ? [] : bound.filter(({ teams }) => !teams.includes(team)).map(({ handle }) => handle)

/** Whether somebody sees a case: it is of one of their teams, or of none, or theirs, or offered to them. */
export function maySee(
  { handle, sees }: { handle: string; sees: Sees },
  kase: { team: string | null; owner: string; offeredTo: string | null },
): boolean {
  if (sees === null || kase.team === null || sees.includes(kase.team)) return true
  return kase.owner === handle || kase.offeredTo === handle
}
