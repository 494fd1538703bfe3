import { createHash, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { Refusal } from '#domain/refusal.ts'
import {
  beginSecondStep as saveSecret,
  readCredentials,
  takeStep,
  turnSecondStepOff,
  turnSecondStepOn,
  spendRecoveryCode,
  type CredentialsRow,
} from '#server/store/credentials.ts'
import type { OrgTx } from '#server/store/database.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { countTry, forget, type Counter } from './attempts.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { openSecret, sealSecret } from '../seal.ts'

/** Codes of an authenticator: six digits, a new one each 30 seconds (RFC 6238). One step early or late is borne. */
const periodSeconds = 30
const totp = (secret: string, organisation: string, account: string) =>
  new TOTP({
    issuer: organisation,
    issuerInLabel: true,
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  })

/** Begins with a second step: the secret for the authenticator, which counts once a code from it was given. */
export function beginSecondStep(desk: Desk, agent: Agent): Promise<{ secret: string; uri: string }> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const { name, wrapped_key } = await thisOrganisation(tx)
    const secret = new Secret({ size: 20 }).base32
    if (!(await saveSecret(tx, agent.handle, sealSecret(desk.masterKey, wrapped_key, secret))))
      throw new Refusal('conflict', 'A second step is on already. Turn it off first.')
    return { secret, uri: totp(secret, name, agent.name).toString() }
  })
}

/** Turns the second step on by a first code from the authenticator. The recovery codes are shown this once. */
export async function confirmSecondStep(
  desk: Desk,
  agent: Agent,
  { code }: { code: string },
): Promise<{ recoveryCodes: string[] }> {
  const tries = codeTries(agent.org, agent.handle)
  await countTry(desk, [tries])
  const codes = Array.from({ length: 10 }, newRecoveryCode)
  await desk.db.withOrg(agent.org, async (tx) => {
    const known = await readCredentials(tx, agent.handle)
    if (!known?.sealed_secret) throw new Refusal('conflict', 'Begin with the second step first.')
    if (known.second_step_at) throw new Refusal('conflict', 'A second step is on already.')
    if (!(await takesCode(desk, tx, agent.handle, known, code))) throw wrongCode('invalid')
    const digests = codes.map((text) => digestOf(tx.org, agent.handle, text))
    await turnSecondStepOn(tx, agent.handle, digests, desk.now().toString())
  })
  await forget(desk, [tries])
  return { recoveryCodes: codes }
}

/** Turns one's own second step off, by a code of it or a recovery code. */
export async function endOwnSecondStep(
  desk: Desk,
  agent: Agent,
  { code }: { code: string },
): Promise<Record<string, never>> {
  await proveSecondStep(desk, agent, code, 'invalid')
  await desk.db.withOrg(agent.org, (tx) => turnSecondStepOff(tx, agent.handle))
  return {}
}

/** Refuses a code that is neither the authenticator's nor a recovery code, or that was used before. */
export async function proveSecondStep(
  desk: Desk,
  { org, handle }: Pick<Agent, 'org' | 'handle'>,
  code: string,
  refusedAs: 'not-signed-in' | 'invalid' = 'not-signed-in',
): Promise<void> {
  // Only who knows the password gets here, so nobody else can use this counter up.
  const tries = codeTries(org, handle)
  await countTry(desk, [tries])
  const isRight = await desk.db.withOrg(org, async (tx) => {
    const known = await readCredentials(tx, handle)
    return (
      known?.second_step_at != null &&
      ((await takesCode(desk, tx, handle, known, code)) || takesRecoveryCode(desk, tx, handle, code))
    )
  })
  if (!isRight) throw wrongCode(refusedAs)
  await forget(desk, [tries])
}

const wrongCode = (refusedAs: 'not-signed-in' | 'invalid') =>
  new Refusal(refusedAs, 'This code is not right, or was used before. Wait for the next one.')

const codeTries = (org: string, handle: string): Counter => ({
  name: `code of ${org} ${handle}`,
  patience: {
    free: 5,
    firstWait: Temporal.Duration.from({ seconds: 30 }),
    longestWait: Temporal.Duration.from({ hours: 1 }),
  },
})

/** A code of the authenticator is taken once: the steps of time only go up. */
async function takesCode(
  desk: Desk,
  tx: OrgTx,
  handle: string,
  { sealed_secret, wrapped_key }: CredentialsRow,
  code: string,
): Promise<boolean> {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token) || !sealed_secret || !wrapped_key) return false
  const organisation = await thisOrganisation(tx)
  const sealed = { secret: sealed_secret, key: wrapped_key }
  const secret = openSecret(desk.masterKey, organisation.wrapped_key, sealed)
  const timestamp = desk.now().epochMilliseconds
  const delta = totp(secret, organisation.name, handle).validate({ token, timestamp, window: 1 })
  if (delta === null) return false
  return takeStep(tx, handle, Math.floor(timestamp / 1000 / periodSeconds) + delta)
}

async function takesRecoveryCode(desk: Desk, tx: OrgTx, handle: string, code: string): Promise<boolean> {
  return spendRecoveryCode(tx, handle, digestOf(tx.org, handle, code), desk.now().toString())
}

const letters = 'abcdefghjkmnpqrstvwxyz23456789'

/** Sixteen letters in four groups: 78 bits, so that their bare digest cannot be guessed back. */
const newRecoveryCode = () =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')

const digestOf = (org: string, handle: string, code: string) =>
  createHash('sha256')
    .update(`${org} ${handle} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`)
    .digest()
