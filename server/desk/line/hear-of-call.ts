import type { z } from 'zod'
import type { hearOfCall as hearing } from '#contract/calls.ts'
import { Refusal } from '#domain/refusal.ts'
import { isSignedBy, readSignature } from '#server/channels/phone/web-hook-signature.ts'
import { telephoneOf } from '#server/store/calls.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readTelephone } from '#server/store/telephones.ts'
import type { Desk } from '../desk.ts'
import { takeCall } from './take-call.ts'
import { secretOf } from './telephones.ts'

type Said = { connectionId: string; signature: string | undefined; body: Uint8Array }

/**
 * The organisation whose telephone system signed this. Whether there is a telephone system of that name is not for everybody
 * to know: what none of ours has signed is refused in the same words.
 */
export async function whoseTelephone(
  desk: Desk,
  { connectionId, signature: header, body }: Said,
): Promise<string> {
  const signature = readSignature(header, desk.now())
  // Before anything is looked up.
  if (typeof signature === 'string') throw new Refusal('invalid', signature)
  const org = await desk.db.asWorker((tx) => telephoneOf(tx, connectionId))
  const secret = org && (await signingSecret(desk, org, connectionId))
  if (org && secret && isSignedBy(signature, body, secret)) return org
  throw new Refusal('not-allowed', 'The signature is not this telephone system’s.')
}

const signingSecret = (desk: Desk, org: string, id: string): Promise<string | undefined> =>
  desk.db.withOrg(org, async (tx) => {
    const row = await readTelephone(tx, id)
    if (!row || row.settings.asterisk) return undefined
    const { wrapped_key } = await thisOrganisation(tx)
    return secretOf(desk, wrapped_key, row)
  })

/** Takes down what a telephone system says of a call. */
export const hearOfCall = (
  desk: Desk,
  org: string,
  { connectionId, at, from, name, ...told }: z.output<typeof hearing.input>,
): Promise<z.input<typeof hearing.output>> =>
  takeCall(desk, org, connectionId, {
    ...told,
    from: from === '' ? null : from,
    name: name === '' ? null : name,
    at: at === undefined ? desk.now() : Temporal.Instant.from(at),
  })
