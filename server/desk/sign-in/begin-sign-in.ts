import { randomBytes } from 'node:crypto'
import { lastingId } from '#domain/claim/posted-by.ts'
import { isOnlyHere } from '#domain/public-address.ts'
import { askPeerWithin } from '#server/channels/ask-peer.ts'
import { isThisMachine } from '#server/channels/email/relay.ts'
import { NetworkTrouble } from '#server/channels/network.ts'
import type { Asking, Begun, SignInWay } from '#server/channels/sign-in-there.ts'
import { countBegun, saveSignIn } from '#server/store/claim-links.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { claimLinkDigest } from '../claims/claim-link.ts'
import type { Desk } from '../desk.ts'
import { sealSecret } from '../seal.ts'
import { askingAs, type SignInDoor } from './sign-in-door.ts'

/** Where a browser goes on to, and the cookie that it has to bring back; or why it stays here. */
export type Left = { url: string; cookie: string } | { stays: 'unknown' | 'away' | 'over' }

/** So often somebody may begin by one link. */
const mostBegun = 10

/** So long the browser may be away. */
export const awayFor = Temporal.Duration.from({ minutes: 15 })

/**
 * Begins a sign-in with the network of the account that was named. What comes back is heard from this browser only, once,
 * by whatever process: all of it lies in the database, sealed.
 */
export async function beginSignIn(desk: Desk, door: SignInDoor): Promise<Left> {
  const { org, organisation, link, network, named } = door
  const asking = await askingAs(desk, org, { organisation, network: network.name })
  if (!asking || door.stands !== 'open') return { stays: 'over' }
  if (!(await desk.db.withOrg(org, (tx) => countBegun(tx, link.id, mostBegun)))) return { stays: 'over' }
  const [state, cookie] = [secret(), secret()]
  const id = lastingId({ network: network.name, ...named })
  const account = { handle: named.handle, id }
  const begun = await orAway(network.signInThere.begin(wayFor(desk, asking), { account, asking, state }))
  if (begun.is !== 'begun') return { stays: begun.is }
  await keep(desk, door, { state, cookie, kept: begun.kept })
  return { url: begun.url, cookie }
}

const secret = () => randomBytes(32).toString('base64url')

async function orAway(asked: Promise<Begun>): Promise<Begun | { is: 'away' }> {
  try {
    return await asked
  } catch (trouble) {
    if (trouble instanceof NetworkTrouble) return { is: 'away' }
    throw trouble
  }
}

/** Nobody waits longer than this for all the servers that have to be asked. */
const patience = Temporal.Duration.from({ seconds: 30 })

/**
 * The way to the servers of whoever signs in. Anybody may name them by an account of their own, so they are out in the world;
 * only a desk that nobody but this machine reaches asks servers of this machine.
 */
export function wayFor(desk: Desk, { base }: Pick<Asking, 'base'>): SignInWay {
  const loopback = isThisMachine(desk.place.host) && isOnlyHere(base)
  const until = AbortSignal.any([desk.ending, AbortSignal.timeout(patience.total('milliseconds'))])
  const ask = askPeerWithin({ loopback, trusted: [], houses: false }, until)
  return { ask, now: desk.now, places: desk.place.identities ?? {} }
}

async function keep(
  desk: Desk,
  { org, link }: SignInDoor,
  { state, cookie, kept }: { state: string; cookie: string; kept: string },
): Promise<void> {
  const now = desk.now()
  await desk.db.withOrg(org, async (tx) => {
    const { wrapped_key } = await thisOrganisation(tx)
    await saveSignIn(tx, {
      ...sealSecret(desk.masterKey, wrapped_key, kept),
      id: newId(now),
      link_id: link.id,
      claim_id: link.claim_id,
      state: claimLinkDigest(state),
      browser: claimLinkDigest(cookie),
      now: now.toString(),
      until: now.add(awayFor).toString(),
    })
  })
}
