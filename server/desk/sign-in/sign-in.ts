import { Refusal } from '#domain/refusal.ts'
import { blockOf, clientOf } from '#domain/sign-in/address-block.ts'
import { readCredentials, renewDigest, whoSignsIn } from '#server/store/credentials.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { endPass } from '#server/store/passes.ts'
import { countTry, forget, takeBack, type Counter } from './attempts.ts'
import type { Desk } from '../desk.ts'
import { compareWithNothing, comparePassword, hashPassword } from './hash-password.ts'
import { knownDevice, markDevice, type DeviceMark } from './known-device.ts'
import { holderOfPass, readPass, type Client } from './passes.ts'
import { proveSecondStep } from './second-step.ts'
import { openSession } from './sessions.ts'
import { passwordKey } from './set-password.ts'

/** Somebody came in, or has to give the code of their second step first. */
export type SignedIn =
  | {
      needs: null
      org: string
      handle: string
      session: string
      device: DeviceMark | null
      /** Whether they came by a link for choosing a password. */
      choosesPassword: boolean
    }
  | { needs: 'code' }

/** From where somebody tries to come in, with the cookies that their browser holds. */
export type Caller = { client: Client; cookies: Readonly<Record<string, string | undefined>> }

type Known = { org: string; handle: string }

/**
 * Signs in by e-mail and password, and the code of the second step where there is one. The answer, and the time it takes,
 * are the same for an e-mail that nobody has, a wrong password, and a colleague who has left.
 */
export async function signInByPassword(
  desk: Desk,
  given: { email: string; password: string; code?: string | undefined },
  caller: Caller,
): Promise<SignedIn> {
  const email = given.email.trim().toLowerCase()
  const counters = countersOf(desk, email, caller)
  await countTry(desk, [...counters.ofAccount, ...counters.ofClient])
  const found = await whoseIs(desk, email, given.password)
  if (!found) throw new Refusal('not-signed-in', 'The e-mail or the password is not right.')
  const { digest, ...known } = found
  // A right password is no failure; the account's own failures are forgotten only once somebody is in.
  if (await hasSecondStep(desk, known)) {
    await takeBack(desk, [...counters.ofAccount, ...counters.ofClient])
    if (!given.code) return { needs: 'code' }
    await proveSecondStep(desk, known, given.code)
  } else await takeBack(desk, counters.ofClient)
  await forget(desk, counters.ofAccount)
  const session = await openSession(desk, known, 'password', caller.client, async (tx) => {
    if ((await readCredentials(tx, known.handle))?.password !== digest)
      throw new Refusal('not-signed-in', 'The password has just been changed. Sign in with the new one.')
  })
  return { needs: null, ...known, session, device: markDevice(desk, email), choosesPassword: false }
}

const few = { free: 5, firstWait: Temporal.Duration.from({ seconds: 15 }) }
const hour = Temporal.Duration.from({ hours: 1 })

/**
 * What a try counts against. A device that has signed in to this account before has a counter of its own, so that nobody
 * who hammers the account from elsewhere, or from the same office, can lock its owner out there.
 */
function countersOf(desk: Desk, email: string, { client, cookies }: Caller) {
  const device = knownDevice(desk, email, cookies)
  if (device !== undefined) {
    const own: Counter = {
      name: `device ${device} of ${email}`,
      patience: { ...few, free: 10, longestWait: hour },
    }
    return { ofAccount: [own], ofClient: [] }
  }
  const account: Counter = {
    name: `account ${email} from ${blockOf(client.address)}`,
    patience: { ...few, longestWait: hour },
  }
  const address: Counter = {
    name: `client ${clientOf(client.address)}`,
    // An office comes from one address: many colleagues may mistype on a Monday morning.
    patience: {
      free: 50,
      firstWait: Temporal.Duration.from({ seconds: 5 }),
      longestWait: Temporal.Duration.from({ minutes: 15 }),
    },
  }
  return { ofAccount: [account], ofClient: [address] }
}

/** Whose password this is, of those with this e-mail in whichever organisation; the oldest where it is several's. With its digest. */
async function whoseIs(
  desk: Desk,
  email: string,
  password: string,
): Promise<(Known & { digest: string }) | undefined> {
  const doors = await desk.db.asWorker((tx) => whoSignsIn(tx, email))
  for (const { org_id: org, handle } of doors) {
    const digest = await digestIfTheirs(desk, { org, handle }, password)
    if (digest !== null) return { org, handle, digest }
  }
  if (doors.length === 0) await compareWithNothing(password)
  return undefined
}

async function digestIfTheirs(desk: Desk, { org, handle }: Known, password: string): Promise<string | null> {
  const { written, key } = await desk.db.withOrg(org, async (tx) => ({
    written: (await readCredentials(tx, handle))?.password ?? null,
    key: passwordKey(desk, await thisOrganisation(tx)),
  }))
  if (written === null) {
    await compareWithNothing(password)
    return null
  }
  const found = await comparePassword(password, written, key)
  if (found !== 'outdated') return found === 'different' ? null : written
  const after = await hashPassword(password, key)
  await desk.db.withOrg(org, (tx) => renewDigest(tx, handle, { before: written, after }))
  return after
}

const hasSecondStep = (desk: Desk, { org, handle }: Known) =>
  desk.db.withOrg(org, async (tx) => (await readCredentials(tx, handle))?.second_step_at != null)

/**
 * Turns a one-time link into a session: once, even when two ask at the same time. A link that colleagues were given asks
 * for the code of the second step where there is one; what the command line prints for whoever holds the machine does not.
 */
export async function signInByLink(
  desk: Desk,
  { link, code }: { link: string; code?: string | undefined },
  caller: Caller,
): Promise<SignedIn> {
  const used = new Refusal('not-signed-in', 'This link has been used or is too old. Ask for a new one.')
  const { org, digest } = readPass(link)
  const agent = await holderOfPass(desk, link, ['link']).catch((error: unknown) => {
    throw error instanceof Refusal ? used : error
  })
  const { handle, pass } = agent
  if (pass.openedBy !== 'sign-in' && (await hasSecondStep(desk, agent))) {
    if (!code) return { needs: 'code' }
    await proveSecondStep(desk, agent, code)
  }
  const session = await openSession(
    desk,
    { org, handle },
    pass.openedBy ?? 'link',
    caller.client,
    async (tx) => {
      if (!(await endPass(tx, digest, desk.now()))) throw used
    },
  )
  const choosesPassword = pass.openedBy === 'invitation' || pass.openedBy === 'reset'
  return { needs: null, org, handle, session, device: null, choosesPassword }
}
