import { handleOf } from '#domain/handle.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { allMembers, programsAmongUs } from '#server/store/members.ts'
import { allTeams, connectionsOfTeam, removeTeam, saveTeam, setTeamMembers } from '#server/store/teams.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

type Said = {
  name: string
  sees: 'all' | 'own'
  /** Who is in it; where it is not said, whoever is in it already. */
  members?: readonly string[] | undefined
}

/** The teams. */
export const showTeams = (desk: Desk, { org }: Agent) =>
  desk.db.withOrg(org, async (tx) => ({ teams: await allTeams(tx) }))

/** Makes a team. Its id is its first name, so that it can be read wherever it is referred to. */
export async function makeTeam(
  desk: Desk,
  agent: Agent,
  made: Said & { key: string },
): Promise<{ id: string }> {
  const team = await once(desk, agent.org, { name: 'makeTeam', key: made.key, input: made }, async (tx) => {
    const taken = new Set((await allTeams(tx)).map(({ id }) => id))
    const wanted = handleOf(made.name)
    const id = freeOf(wanted, taken)
    await save(tx, id, made, desk.now())
    await putInTeam(tx, id, made.members)
    return { id }
  })
  desk.policies.lookAgain(agent.org)
  return team
}

/** `bills`, or `bills-2` where that is taken. */
function freeOf(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`
  return id
}

/** Says anew what a team is called and sees. */
export async function changeTeam(
  desk: Desk,
  agent: Agent,
  { teamId, ...said }: Said & { teamId: string },
): Promise<Record<string, never>> {
  await desk.db.withOrg(agent.org, async (tx) => {
    const known = await allTeams(tx)
    if (!known.some(({ id }) => id === teamId)) throw new Refusal('not-found', 'There is no such team.')
    await save(tx, teamId, said, desk.now())
    await putInTeam(tx, teamId, said.members)
  })
  desk.policies.lookAgain(agent.org)
  return {}
}

/** Takes away a team that nobody is in and by whose connections nothing comes. */
export const endTeam = (
  desk: Desk,
  agent: Agent,
  { teamId }: { teamId: string },
): Promise<Record<string, never>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const team = (await allTeams(tx)).find(({ id }) => id === teamId)
    if (!team) throw new Refusal('not-found', 'There is no such team.')
    if (team.members > 0)
      throw new Refusal('conflict', `${team.name} still has colleagues. Take them out of it first.`)
    if ((await connectionsOfTeam(tx, teamId)) > 0)
      throw new Refusal(
        'conflict',
        `Connections still bring cases to ${team.name}. Give them to another team first.`,
      )
    await removeTeam(tx, teamId)
    return {}
  })

async function save(tx: OrgTx, id: string, { name, sees }: Said, now: Temporal.Instant) {
  if (await saveTeam(tx, { id, name, sees, at: now.toString() })) return
  throw new Refusal('conflict', `There is a team called ${name} already.`)
}

/** Puts colleagues into a team. Of a program the teams say what it sees, so it is chosen where it is, and left alone here. */
async function putInTeam(tx: OrgTx, id: string, members: readonly string[] | undefined) {
  if (!members) return
  const programs = await programsAmongUs(tx)
  const chosen = members.find((handle) => programs.includes(handle))
  if (chosen !== undefined)
    throw new Refusal('invalid', `“${chosen}” is a program with a token. Only people are chosen for a team.`)
  const known = new Set((await allMembers(tx)).map(({ handle }) => handle))
  const stranger = members.find((handle) => !known.has(handle))
  if (stranger !== undefined) throw new Refusal('invalid', `There is no colleague "${stranger}".`)
  await setTeamMembers(tx, id, members, programs)
}

/** Refuses teams that there are not. */
export async function refuseUnknown(tx: OrgTx, ids: readonly string[]): Promise<void> {
  const known = new Set((await allTeams(tx)).map(({ id }) => id))
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined) throw new Refusal('invalid', `There is no team "${unknown}".`)
}
