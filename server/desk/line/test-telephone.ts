import type { z } from 'zod'
import type { testTelephone as contract } from '#contract/telephones.ts'
import { tryAsterisk } from '#server/channels/phone/asterisk/try-asterisk.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lookUpTelephone } from './telephone-reach.ts'
import { passwordFor, telephoneNamed } from './telephones.ts'

type Tried = z.input<typeof contract.output>

/** Tries an Asterisk: finds it, signs in, listens for a moment, and changes nothing. */
export async function testTelephone(
  desk: Desk,
  { org }: Agent,
  { connectionId, asterisk }: z.output<typeof contract.input>,
): Promise<Tried> {
  const password = await desk.db.withOrg(org, async (tx) => {
    const { wrapped_key } = await thisOrganisation(tx)
    const known = connectionId === undefined ? undefined : await telephoneNamed(tx, connectionId)
    return passwordFor(desk, wrapped_key, asterisk, known)
  })
  const found = await lookUpTelephone(desk, asterisk.address)
  const steps: Tried['steps'] =
    found.address === null
      ? [
          { step: 'server', state: 'fails', says: found.because },
          ...(['sign-in', 'events'] as const).map((step) => ({
            step,
            state: 'not-tried' as const,
            says: 'Not tried: there is nothing to ask.',
          })),
        ]
      : [
          { step: 'server', state: 'works', says: `${new URL(asterisk.address).hostname} is known.` },
          ...(await tryAsterisk({ ...asterisk, password, foundAt: found.address })),
        ]
  return { steps, works: steps.every(({ state }) => state === 'works') }
}
