import type { z } from 'zod'
import type { setUp as contract } from '#contract/welcome.ts'
import { Hours } from '#domain/deadline/hours.ts'
import { Refusal } from '#domain/refusal.ts'
import { rulesToBegin } from '#domain/remedy/caps.ts'
import { currencyOfZone } from '#domain/remedy/currency-of-zone.ts'
import { faultInPassword } from '#domain/sign-in/password.ts'
import { nameDefaultConnection } from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import { saveHomeCountry } from '#server/store/home-country.ts'
import { newId } from '#server/store/id.ts'
import { changeMember, holdMember, isEmailTaken } from '#server/store/members.ts'
import { saveRemedyRules } from '#server/store/remedies.ts'
import { saveStaffing, staffingVersion } from '#server/store/staffing.ts'
import { claimOrganisation, isNameTaken, releaseOrganisation } from '#server/store/welcome.ts'
import type { Desk } from '../desk.ts'
import { forgetFirstVisit, visitOf, type Visitor } from './first-visit.ts'
import { holderOfPass } from '../sign-in/passes.ts'
import { countryOfZone } from '../people/phone-number.ts'
import { openSession } from '../sign-in/sessions.ts'
import { setPassword } from '../sign-in/set-password.ts'

type Asked = z.output<typeof contract.input>

const administrator = 'administrator'

/**
 * Makes the organisation that the desk was born with somebody's own: its name, its administrator with a password, and
 * the hours of every rung. Done once, by whoever may; answers their session.
 */
export async function setUp(desk: Desk, visitor: Visitor, asked: Asked): Promise<string> {
  const { first, maySetUp } = await visitOf(desk, visitor)
  if (first.is_owned) throw new Refusal('conflict', alreadySetUp)
  if (!maySetUp)
    throw new Refusal(
      'not-allowed',
      'Setting up is for the machine that the desk runs on, or for whoever holds the link that it printed.',
    )
  const { id: org } = first
  await refuseFaults(desk, org, asked)
  const claim = { id: org, name: asked.organisation, at: desk.now().toString() }
  if (!(await desk.db.asOwner((tx) => claimOrganisation(tx, claim))))
    throw new Refusal('conflict', alreadySetUp)
  try {
    return await makeTheirs(desk, org, visitor, asked)
  } catch (fault) {
    await desk.db.asOwner((tx) => releaseOrganisation(tx, org))
    throw fault
  } finally {
    forgetFirstVisit(desk)
    desk.policies.lookAgain(org)
  }
}

const alreadySetUp = 'Somebody has set this desk up already. Sign in, or ask them for an invitation.'

/** Everything that can be wrong is found before anything is changed. */
async function refuseFaults(
  desk: Desk,
  org: string,
  { organisation, name, email, password, zone, hours }: Asked,
) {
  const fault = faultInPassword(password, { email, name, organisation })
  if (fault) throw new Refusal('invalid', fault)
  const knownZone = Hours.shape.zone.safeParse(zone)
  if (!knownZone.success) throw new Refusal('invalid', `zone: ${knownZone.error.issues[0]?.message ?? ''}`)
  if (hours.some(({ from, to }) => from >= to))
    throw new Refusal('invalid', 'Opening hours end after they begin. Over midnight, say until 24:00.')
  if (await desk.db.asOwner((tx) => isNameTaken(tx, org, organisation)))
    throw new Refusal('conflict', 'There is another organisation of this name here.')
}

async function makeTheirs(desk: Desk, org: string, { client }: Visitor, asked: Asked): Promise<string> {
  const { house } = await desk.db.withOrg(org, (tx) => desk.policies.inForce(tx))
  await desk.db.withOrg(org, async (tx) => {
    await nameAdministrator(tx, asked)
    await nameDefaultConnection(tx, asked.organisation)
    await saveHomeCountry(tx, countryOfZone(asked.zone))
    await sayCurrency(desk, tx, asked)
    for (const { id } of house.ladder) await keepHours(desk, tx, id, asked)
  })
  const session = await openSession(desk, { org, handle: administrator }, 'password', client)
  const bearer = await holderOfPass(desk, session, ['session'])
  await setPassword(desk, bearer, { password: asked.password, email: asked.email })
  return session
}

/** The caps that a house begins with are in what it is paid in. */
async function sayCurrency(desk: Desk, tx: OrgTx, { zone, currency = currencyOfZone(zone) }: Asked) {
  const now = desk.now()
  const made = { id: newId(now), at: now.toString(), by: administrator }
  await saveRemedyRules(tx, { ...rulesToBegin(currency), ...made })
}

async function nameAdministrator(tx: OrgTx, { name, email }: Asked) {
  const held = await holdMember(tx, administrator)
  if (!held) throw new Error('An organisation is born with its administrator.')
  if (await isEmailTaken(tx, email, administrator))
    throw new Refusal('conflict', 'A colleague signs in by this e-mail already.')
  await changeMember(tx, { ...held, name, email })
}

/** Until there are colleagues, whoever sets the desk up is on every rung while it is open. */
async function keepHours(desk: Desk, tx: OrgTx, rung: string, { zone, hours }: Asked) {
  const rota = hours.map((line) => ({ who: administrator, ...line }))
  await saveStaffing(tx, {
    rung,
    version: (await staffingVersion(tx, rung)) + 1,
    written: { zone, hours, rota },
    at: desk.now().toString(),
    by: administrator,
    holeBecause: null,
  })
}
