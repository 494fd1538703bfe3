import { worksOnCases, type Role } from '#domain/role.ts'
import { whatIsSeen, type Team } from '#domain/team.ts'

type Colleague = {
  name: string
  role: Role
  teams: readonly string[]
  rungs: readonly string[]
  endedAt: string | null
}

/** Who sees the cases of a team. */
export type SeenTeam = {
  inIt: string[]
  /** Whoever sees every case: in no team, in one that sees all, or by their role. */
  others: string[]
  /** Whether anybody who works on cases does not see them. */
  isKept: boolean
  /** The rungs on which nobody of these stands, and who is given the team’s cases there. */
  handedTo: { rung: string; to: string[] }[]
}

/** Who sees the cases of a team, and where they are handed to others all the same. */
export function whoSeesTeam(team: string, people: readonly Colleague[], teams: readonly Team[]): SeenTeam {
  const known = people
    .filter(({ role, endedAt }) => endedAt === null && worksOnCases(role))
    .map((person) => {
      const sees = whatIsSeen(
        person.role,
        teams.filter(({ id }) => person.teams.includes(id)),
      )
      return { ...person, isIn: person.teams.includes(team), isSeeing: sees === null || sees.includes(team) }
    })
  const seeing = known.filter(({ isSeeing }) => isSeeing)
  const rungs = [...new Set(known.flatMap((person) => person.rungs))]
  const blindRungs = rungs.filter((rung) => !seeing.some((person) => person.rungs.includes(rung)))
  return {
    inIt: namesOf(seeing.filter(({ isIn }) => isIn)),
    others: namesOf(seeing.filter(({ isIn }) => !isIn)),
    isKept: seeing.length < known.length,
    handedTo: blindRungs.map((rung) => ({
      rung,
      to: namesOf(known.filter((person) => person.rungs.includes(rung))),
    })),
  }
}

const namesOf = (people: readonly { name: string }[]) => people.map(({ name }) => name)
