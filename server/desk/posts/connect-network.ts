import type { z } from 'zod'
import type {
  addNetwork as adding,
  changeNetwork as changing,
  listNetworks,
  testNetwork as testing,
} from '#contract/networks.ts'
import { skeletonOf } from '#domain/people/look-alike.ts'
import { Refusal } from '#domain/refusal.ts'
import { NetworkTrouble, type Network, type OwnAccount } from '#server/channels/network.ts'
import { changeConnection, saveConnection } from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { networkOf, type NetworkRow } from '#server/store/networks.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { keepOwnHandle } from '#server/store/own-handles.ts'
import { takenOnce } from '../connections/add-mailbox.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { openLine } from './network-line.ts'
import { openSecret, sealSecret } from '../seal.ts'
import { connectionNamed, connectionView, liveConnection } from '../connections/show-connections.ts'
import { refuseUnknown } from '../colleagues/teams.ts'

/** The networks that this desk can be connected to. */
export const showNetworks = ({ networks }: Desk): z.input<typeof listNetworks.output> => ({
  networks: [...networks.values()].map(({ name, title, asks }) => ({
    name,
    title,
    asks: asks.map(({ name: called, label, help, preset, isSecret }) => ({
      name: called,
      label,
      help: help ?? null,
      preset: preset ?? null,
      isSecret: isSecret ?? false,
    })),
  })),
})

/** Signs in and changes nothing: who we are there, or why we are not let in. */
export async function testNetwork(
  desk: Desk,
  { org }: Agent,
  asked: z.output<typeof testing.input>,
): Promise<z.input<typeof testing.output>> {
  const network = known(desk, asked.network)
  const settings = settingsFor(network, asked.settings)
  const secret = await desk.db.withOrg(org, (tx) => secretMeant(desk, tx, { ...asked, settings }))
  try {
    const us = await network.signIn(openLine(desk, settings, secret))
    return { works: true, says: `Signed in as @${us.handle}.`, handle: us.handle }
  } catch (trouble) {
    if (!(trouble instanceof NetworkTrouble)) throw trouble
    return { works: false, says: trouble.message, handle: null }
  }
}

/** Connects an account of ours. It is signed in to first: an account that is not ours is not kept. */
export async function addNetwork(desk: Desk, agent: Agent, asked: z.output<typeof adding.input>) {
  const network = known(desk, asked.network)
  const settings = settingsFor(network, asked.settings)
  const us = await whoWeAre(desk, network, settings, asked.secret)
  const id = newId(desk.now())
  const at = desk.now().toString()
  const { secret: _, ...input } = asked
  return takenOnce(() =>
    once(desk, agent.org, { name: 'add-network', key: asked.key, input }, async (tx) => {
      if (asked.team !== null) await refuseUnknown(tx, [asked.team])
      const row = await rowFor(desk, tx, { network, settings, us, secret: asked.secret })
      await saveConnection(tx, {
        ...row,
        id,
        channel: network.channel,
        name: asked.name,
        team: asked.team,
        at,
      })
      await keepHandle(tx, agent, network, us, at)
      return connectionView(await connectionNamed(tx, id))
    }),
  )
}

/** Changes a connection. A secret that is not given anew is kept, as long as it goes to the same account at the same server. */
export async function changeNetwork(desk: Desk, agent: Agent, asked: z.output<typeof changing.input>) {
  const { connectionId: id, name, team, key } = asked
  const row = await desk.db.withOrg(agent.org, (tx) => networkOf(tx, id))
  if (!row) throw new Refusal('not-found', 'There is no such connection.')
  const network = known(desk, row.network.name)
  const settings = settingsFor(network, asked.settings)
  const secret = await desk.db.withOrg(agent.org, (tx) => secretMeant(desk, tx, { ...asked, settings }))
  const us = await whoWeAre(desk, network, settings, secret)
  const { secret: _, ...input } = asked
  return takenOnce(() =>
    once(desk, agent.org, { name: 'change-network', key, input }, async (tx) => {
      const before = await liveConnection(tx, id)
      if (team !== null && team !== before.team) await refuseUnknown(tx, [team])
      const saved = await rowFor(desk, tx, { network, settings, us, secret })
      await changeConnection(tx, { ...saved, id, name, team, isOtherMailbox: us.id !== row.network.us.id })
      await keepHandle(tx, agent, network, us, desk.now().toString())
      return connectionView(await connectionNamed(tx, id))
    }),
  )
}

function known({ networks }: Desk, name: string): Network {
  const network = networks.get(name)
  if (!network) throw new Refusal('invalid', 'This desk knows no network of this name.')
  return network
}

/** What was given of what is asked for, and what is preset for the rest. */
function settingsFor({ asks }: Network, given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    asks
      .filter(({ isSecret }) => !isSecret)
      .map(({ name, preset = '', label }) => {
        const value = given[name]?.trim() || preset
        if (value === '') throw new Refusal('invalid', `${label.en} is missing.`)
        return [name, value]
      }),
  )
}

type Meant = {
  connectionId?: string | undefined
  secret?: string | undefined
  settings: Record<string, string>
}

/** A kept secret goes only where it was kept for: or whoever may change a connection could have it sent to a server of their own. */
async function secretMeant(
  desk: Desk,
  tx: OrgTx,
  { connectionId, secret, settings }: Meant,
): Promise<string> {
  if (secret !== undefined) return secret
  const row = connectionId === undefined ? undefined : await networkOf(tx, connectionId)
  if (!row) throw new Refusal('invalid', 'The password is missing.')
  if (JSON.stringify(row.network.settings) !== JSON.stringify(settings))
    throw new Refusal('invalid', 'The kept password is for another account or server. Type the one for this.')
  return openKept(desk, tx, row)
}

async function openKept(desk: Desk, tx: OrgTx, { sealed_secret, wrapped_key: key }: NetworkRow) {
  const { wrapped_key } = await thisOrganisation(tx)
  return openSecret(desk.masterKey, wrapped_key, { secret: sealed_secret, key })
}

async function whoWeAre(desk: Desk, network: Network, settings: Record<string, string>, secret: string) {
  try {
    return await network.signIn(openLine(desk, settings, secret))
  } catch (trouble) {
    if (trouble instanceof NetworkTrouble) throw new Refusal('invalid', trouble.message)
    throw trouble
  }
}

type Made = { network: Network; settings: Record<string, string>; us: OwnAccount; secret: string }

/** The row of a connection. Its address is the account, so that no two connections answer for one. */
async function rowFor(desk: Desk, tx: OrgTx, { network, settings, us, secret }: Made) {
  const { wrapped_key } = await thisOrganisation(tx)
  const sealed = sealSecret(desk.masterKey, wrapped_key, secret)
  return {
    address: `${network.name}:${us.id}`,
    settings: { network: { name: network.name, title: network.title, settings, us } },
    sealedSecret: sealed.secret,
    wrappedKey: sealed.key,
    sealedRelay: null,
    wrappedRelayKey: null,
  }
}

/** Whoever looks like us there is told. */
const keepHandle = (
  tx: OrgTx,
  agent: Agent,
  { name: network }: Network,
  { handle }: OwnAccount,
  at: string,
) =>
  keepOwnHandle(tx, {
    network,
    handle,
    whose: 'ours',
    member: null,
    skeleton: skeletonOf(handle),
    at,
    by: agent.handle,
  })
