import type { z } from 'zod'
import type { listPeople } from '#contract/accounts.ts'
import { handleOf } from '#domain/handle.ts'
import type { House } from '#domain/case/house.ts'
import { Refusal } from '#domain/refusal.ts'
import { worksOnCases, type Role } from '#domain/role.ts'
import { readCredentials, turnSecondStepOff } from '#server/store/credentials.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  changeMember,
  holdAdministrators,
  holdMember,
  isEmailTaken,
  listPeople as peopleRows,
  saveMember,
  type KnownMember,
} from '#server/store/members.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { linkEndsAt, makePass, roleFrom, type LinkPurpose } from '../sign-in/passes.ts'
import { refuseUnknown } from './teams.ts'

/** The colleagues with what administering them needs. */
export const showPeople = (desk: Desk, { org }: Agent): Promise<z.input<typeof listPeople.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const { house } = await desk.policies.inForce(tx)
    const rows = await peopleRows(tx, 2000)
    return {
      people: rows.map((row) => ({
        id: row.handle,
        name: row.name,
        email: row.email,
        role: roleFrom(row.role),
        teams: row.teams,
        isProgram: row.is_program,
        hasPassword: row.has_password,
        hasSecondStep: row.has_second_step,
        seenAt: row.seen_at?.toString() ?? null,
        endedAt: row.ended_at?.toString() ?? null,
        open: row.open,
        rungs: rungsOf(house, row.handle),
      })),
    }
  })

/** The titles of the rungs on whose rota somebody stands. */
const rungsOf = ({ ladder }: House, handle: string): string[] =>
  ladder.filter(({ rota }) => rota.some(({ who }) => who === handle)).map(({ title }) => title)

type Link = { id: string; link: string; expiresAt: string }

type Invited = { name: string; email: string; role: Role; teams: readonly string[]; key: string }

/** Invites a colleague. The link is made anew each time it is asked for: its text is kept nowhere. */
export async function invitePerson(desk: Desk, agent: Agent, invited: Invited): Promise<Link> {
  const { key, ...input } = invited
  const { handle } = await once(desk, agent.org, { name: 'invitePerson', key, input }, async (tx) => {
    await refuseTakenEmail(tx, input.email, null)
    await refuseUnknown(tx, input.teams)
    return { handle: await saveUnderFreeHandle(desk, tx, input) }
  })
  return linkTo(desk, agent, { handle, role: input.role }, 'invitation')
}

async function saveUnderFreeHandle(desk: Desk, tx: OrgTx, invited: Omit<Invited, 'key'>): Promise<string> {
  const createdAt = desk.now().toString()
  const wanted = handleOf(invited.name)
  let handle = wanted
  for (let n = 2; !(await saveMember(tx, { ...invited, handle, createdAt })); n++) handle = `${wanted}-${n}`
  return handle
}

/** Makes a one-time link for a colleague: to begin by, or to choose a new password. */
export async function linkPerson(desk: Desk, agent: Agent, { handle }: { handle: string }): Promise<Link> {
  const { member, hasPassword } = await desk.db.withOrg(agent.org, async (tx) => ({
    member: await colleague(tx, handle),
    hasPassword: (await readCredentials(tx, handle))?.password != null,
  }))
  return linkTo(desk, agent, member, hasPassword ? 'reset' : 'invitation')
}

async function linkTo(
  desk: Desk,
  { org }: Agent,
  { handle, role }: Pick<KnownMember, 'handle' | 'role'>,
  purpose: LinkPurpose,
): Promise<Link> {
  const expiresAt = linkEndsAt(desk.now(), purpose).toString()
  const link = await makePass(desk, org, { kind: 'link', member: handle, role, purpose })
  return { id: handle, link, expiresAt }
}

type Change = {
  handle: string
  name?: string | undefined
  email?: string | undefined
  role?: Role | undefined
  teams?: string[] | undefined
}

/** Changes who a colleague is. Their sessions and tokens follow at once: each asks anew who holds it. */
export async function changePerson(desk: Desk, agent: Agent, change: Change): Promise<Record<string, never>> {
  await desk.db.withOrg(agent.org, async (tx) => {
    // Administrators are locked first, so that two who leave the role at once do not both see the other there.
    const admins = await holdAdministrators(tx)
    const before = await colleague(tx, change.handle)
    if (change.email !== undefined) await refuseTakenEmail(tx, change.email, change.handle)
    if (change.teams) await refuseUnknown(tx, change.teams)
    if (change.role !== undefined && change.role !== 'admin') refuseLastAdministrator(admins, change.handle)
    if (change.role !== undefined && !worksOnCases(change.role)) await refuseOnRota(desk, tx, before)
    await changeMember(tx, {
      handle: before.handle,
      name: change.name ?? before.name,
      role: change.role ?? before.role,
      email: change.email ?? before.email,
      teams: change.teams ?? before.teams,
    })
  })
  desk.policies.lookAgain(agent.org)
  return {}
}

/** Turns off the second step of a colleague who has lost it. */
export const endPersonsSecondStep = (
  desk: Desk,
  agent: Agent,
  { handle }: { handle: string },
): Promise<Record<string, never>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    await colleague(tx, handle)
    await turnSecondStepOff(tx, handle)
    return {}
  })

/** Refuses to leave an organisation without an administrator. */
export function refuseLastAdministrator(admins: readonly string[], handle: string): void {
  if (admins.length === 1 && admins[0] === handle)
    throw new Refusal('conflict', 'This is the last administrator. Make somebody else one first.')
}

/** Refuses what would leave a rota with somebody to whom no case can go. */
export async function refuseOnRota(
  desk: Desk,
  tx: OrgTx,
  { handle, name }: Pick<KnownMember, 'handle' | 'name'>,
): Promise<void> {
  const rungs = rungsOf((await desk.policies.inForce(tx)).house, handle)
  if (rungs.length > 0)
    throw new Refusal(
      'conflict',
      `${name} stands on the rota of ${rungs.join(', ')}. Take them off it first.`,
      { rungs },
    )
}

/** A colleague who is with us, held until the transaction ends. */
export async function colleague(tx: OrgTx, handle: string): Promise<KnownMember> {
  const found = await holdMember(tx, handle)
  if (!found) throw new Refusal('not-found', 'There is no such colleague.')
  return found
}

async function refuseTakenEmail(tx: OrgTx, email: string, but: string | null) {
  if (await isEmailTaken(tx, email, but))
    throw new Refusal('conflict', `Somebody has the e-mail ${email} already.`)
}
