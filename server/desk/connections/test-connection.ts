import type { z } from 'zod'
import type { testConnection as contract } from '#contract/connections.ts'
import { tryMailbox, type Trial } from '#server/channels/email/try-mailbox.ts'
import { tryRelay } from '#server/channels/email/try-relay.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lookUpMailHost } from './mail-reach.ts'
import { keptMailbox, keptRelay, passwordMeant } from './mail-passwords.ts'
import { liveConnection } from './show-connections.ts'

type Asked = z.output<typeof contract.input>
type Step = z.input<typeof contract.output>['steps'][number]['step']

/** Tries a mailbox and a relay: finds the server, signs in, opens the folder, hands nothing over and changes nothing. */
export async function testConnection(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> {
  const { imap, relay } = await withPasswords(desk, agent, asked)
  const [mailbox, way] = await Promise.all([
    imap ? trialOf(desk, imap, 'imap', (address) => tryMailbox({ ...imap, address })) : [],
    relay ? trialOf(desk, relay, 'smtp', async (address) => [await tryRelay({ ...relay, address })]) : [],
  ])
  const steps = [...mailbox, ...way]
  return { steps, works: steps.every(({ state }) => state === 'works') }
}

function withPasswords(desk: Desk, { org }: Agent, { connectionId, imap, relay }: Asked) {
  return desk.db.withOrg(org, async (tx) => {
    const { wrapped_key } = await thisOrganisation(tx)
    const known = connectionId === undefined ? undefined : await liveConnection(tx, connectionId)
    return {
      imap: imap && {
        ...imap,
        password: passwordMeant(desk, wrapped_key, imap, known && keptMailbox(known)),
      },
      relay: relay && {
        ...relay,
        password: passwordMeant(desk, wrapped_key, relay, known && keptRelay(known)),
      },
    }
  })
}

async function trialOf(
  desk: Desk,
  { host, port }: { host: string; port: number },
  kind: 'imap' | 'smtp',
  attempt: (address: string) => Promise<Trial<Step>[]>,
): Promise<Trial<Step>[]> {
  const found = await lookUpMailHost(desk, { host, port, kind })
  const [step, ...later] = stepsOf[kind]
  if (found.address !== null)
    return [{ step, state: 'works', says: `${host} is known.` }, ...(await attempt(found.address))]
  return [
    { step, state: 'fails', says: found.because },
    ...later.map((each) => ({
      step: each,
      state: 'not-tried' as const,
      says: 'Not tried: there is no server to ask.',
    })),
  ]
}

/** What is tried of each server, in this order. */
const stepsOf = {
  imap: ['imap-server', 'imap-sign-in', 'imap-folder'],
  smtp: ['relay-server', 'relay-sign-in'],
} as const satisfies Readonly<Record<string, readonly [Step, ...Step[]]>>
