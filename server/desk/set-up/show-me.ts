import type { z } from 'zod'
import type { whoAmI } from '#contract/people.ts'
import { whatIsSeen } from '#domain/team.ts'
import { readCredentials, recoveryCodesLeft } from '#server/store/credentials.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { allTeams } from '#server/store/teams.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { memberNamed } from '../colleagues/members.ts'
import { roleFrom } from '../sign-in/passes.ts'

/** Who is signed in, where, and how they sign in. */
export const showMe = (
  desk: Desk,
  { org, handle }: Pick<Agent, 'org' | 'handle'>,
): Promise<z.input<typeof whoAmI.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const { id, name, is_sample: isSample } = await thisOrganisation(tx)
    const member = await memberNamed(tx, handle)
    const known = await readCredentials(tx, handle)
    const since = known?.second_step_at
    const role = roleFrom(member.role)
    const teams = (await allTeams(tx)).filter((team) => member.teams.includes(team.id))
    return {
      handle,
      name: member.name,
      email: member.email,
      role,
      teams: teams.map((team) => ({ id: team.id, name: team.name, sees: team.sees })),
      seesAll: whatIsSeen(role, teams) === null,
      hasPassword: known?.password != null,
      secondStep: since
        ? { since: since.toString(), recoveryCodesLeft: await recoveryCodesLeft(tx, handle) }
        : null,
      organisation: { id, name, isSample },
    }
  })
