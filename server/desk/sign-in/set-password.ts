import { Refusal } from '#domain/refusal.ts'
import { faultInPassword } from '#domain/sign-in/password.ts'
import { readCredentials, savePassword } from '#server/store/credentials.ts'
import { changeMember, holdMember, isEmailTaken } from '#server/store/members.ts'
import { thisOrganisation, type OrganisationRow } from '#server/store/organisations.ts'
import { endAll } from '#server/store/passes.ts'
import { countTry, forget, type Counter } from './attempts.ts'
import type { Desk } from '../desk.ts'
import { comparePassword, hashPassword } from './hash-password.ts'
import type { PassBearer } from './passes.ts'
import { organisationKeyFor } from '../seal.ts'

/** The key that passwords of an organisation are digested with. */
export const passwordKey = (desk: Desk, { wrapped_key }: Pick<OrganisationRow, 'wrapped_key'>): Buffer =>
  organisationKeyFor(desk.masterKey, wrapped_key, 'passwords')

type Chosen = { password: string; current?: string | undefined; email?: string | undefined }

/**
 * Sets one's own password. One that there is has to be given too, but for whoever has just come in by a link. Every other
 * session ends, and every link that was still to be used.
 */
export async function setPassword(
  desk: Desk,
  agent: PassBearer,
  chosen: Chosen,
): Promise<Record<string, never>> {
  const about = await desk.db.withOrg(agent.org, async (tx) => ({
    member: await holdMember(tx, agent.handle),
    organisation: await thisOrganisation(tx),
    written: (await readCredentials(tx, agent.handle))?.password ?? null,
  }))
  const email = about.member?.email ?? chosen.email?.trim()
  if (!email) throw new Refusal('invalid', 'Say by which e-mail you will sign in.')
  const known = { email, name: agent.name, organisation: about.organisation.name }
  const fault = faultInPassword(chosen.password, known)
  if (fault) throw new Refusal('invalid', fault)
  const key = passwordKey(desk, about.organisation)
  if (about.written !== null && !hasJustComeByLink(desk, agent))
    await refuseWrong(desk, agent, chosen.current ?? '', about.written, key)
  const written = await hashPassword(chosen.password, key)
  await desk.db.withOrg(agent.org, async (tx) => {
    const member = await holdMember(tx, agent.handle)
    if (!member) throw new Refusal('not-signed-in', 'Sign in first.')
    if (member.email === null) {
      if (await isEmailTaken(tx, email, agent.handle))
        throw new Refusal('conflict', 'A colleague signs in by this e-mail already.')
      await changeMember(tx, { ...member, email })
    }
    const at = desk.now().toString()
    await savePassword(tx, agent.handle, written, at)
    await endAll(tx, { member: agent.handle, kinds: ['session', 'link'], but: agent.pass.id, at })
  })
  return {}
}

const byLink = new Set(['sign-in', 'invitation', 'reset'])
const justNow = Temporal.Duration.from({ minutes: 30 })

const hasJustComeByLink = (desk: Desk, { pass }: PassBearer) =>
  byLink.has(pass.openedBy ?? '') && Temporal.Instant.compare(pass.openedAt.add(justNow), desk.now()) > 0

async function refuseWrong(
  desk: Desk,
  { org, handle }: PassBearer,
  current: string,
  written: string,
  key: Buffer,
) {
  const tries: Counter = {
    name: `own password of ${org} ${handle}`,
    patience: {
      free: 5,
      firstWait: Temporal.Duration.from({ seconds: 30 }),
      longestWait: Temporal.Duration.from({ hours: 1 }),
    },
  }
  await countTry(desk, [tries])
  if ((await comparePassword(current, written, key)) === 'different')
    throw new Refusal('not-allowed', 'The present password is not right.')
  await forget(desk, [tries])
}
