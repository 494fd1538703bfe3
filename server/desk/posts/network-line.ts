import { askPeerWithin } from '#server/channels/ask-peer.ts'
import { isThisMachine } from '#server/channels/email/relay.ts'
import type { Line, Network } from '#server/channels/network.ts'
import type { OrgTx } from '#server/store/database.ts'
import { networkOf, type NetworkRow } from '#server/store/networks.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Desk } from '../desk.ts'
import { openSecret } from '../seal.ts'

/** A network as one of our connections reaches it, and who we are there. */
export type Reached = { network: Network; line: Line; us: NetworkRow['network']['us']; row: NetworkRow }

/** The way by which a connection asks its network; none where it has ended, or this desk does not know the network. */
export async function lineOf(desk: Desk, tx: OrgTx, connection: string): Promise<Reached | undefined> {
  const row = await networkOf(tx, connection)
  const network = row && desk.networks.get(row.network.name)
  if (!network) return undefined
  const { wrapped_key } = await thisOrganisation(tx)
  const secret = openSecret(desk.masterKey, wrapped_key, { secret: row.sealed_secret, key: row.wrapped_key })
  return { network, us: row.network.us, row, line: openLine(desk, row.network.settings, secret, connection) }
}

/** A way to a network by what somebody has just typed, or by what is kept. */
export const openLine = (
  desk: Desk,
  settings: Record<string, string>,
  secret: string,
  remembered?: string,
): Line => ({
  settings,
  secret,
  ask: askPeerWithin(
    { loopback: isThisMachine(desk.place.host), trusted: desk.place.trustedMailHosts },
    desk.ending,
  ),
  now: desk.now,
  memory: remembered === undefined ? new Map() : memoryOf(desk, `${remembered} ${JSON.stringify(settings)}`),
})

/** What this process remembers of a connection, such as a token: anew where it was set otherwise. */
function memoryOf({ masterKey }: Desk, key: string): Map<string, unknown> {
  const ofDesk = memories.get(masterKey) ?? new Map<string, Map<string, unknown>>()
  memories.set(masterKey, ofDesk)
  const memory = ofDesk.get(key) ?? new Map<string, unknown>()
  ofDesk.set(key, memory)
  return memory
}

/** By the key of the house: the parts of one process have desks of their own, and share one sign-in. */
const memories = new WeakMap<Buffer, Map<string, Map<string, unknown>>>()
