import { askPeerWithin } from '#server/channels/ask-peer.ts'
import { isThisMachine } from '#server/channels/email/relay.ts'
import { findPeer, type Reach } from '#server/channels/find-peer.ts'
import type { AskPeer } from '#server/channels/network.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '../desk.ts'

/** Who is told something at an address that somebody has named. */
type Told = 'browser' | 'pager'

/**
 * Every colleague, and every token of theirs, may name where their browser is told: that is out in the world, and in
 * nobody's house. The pager's gateway is an administrator's to name: on a desk of one machine it may be here.
 */
const reachOf = ({ place }: Desk, told: Told): Reach =>
  told === 'browser'
    ? { loopback: place.isPushHere ?? false, trusted: [], houses: false }
    : { loopback: isThisMachine(place.host), trusted: [] }

/** The way to push services and pagers: each name looked up for each message, and what is not out in the world refused. */
export const askOutside = (desk: Desk, told: Told): AskPeer => askPeerWithin(reachOf(desk, told), desk.ending)

/** Refuses an address to which this desk sends nothing. One whose name is not known at the moment may be so tomorrow. */
export async function refusePlaceOf(desk: Desk, told: Told, address: string): Promise<void> {
  const { protocol, hostname, port } = new URL(address)
  const reach = reachOf(desk, told)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol !== 'https:' && !(isThisMachine(host) && reach.loopback))
    throw new Refusal(
      'invalid',
      'What is sent there would be read on the way: its address begins with https.',
    )
  const usual = protocol === 'https:' ? 443 : 80
  const peer = { host, port: port === '' ? usual : Number(port), called: 'website' as const, ports: [443] }
  const found = await findPeer(peer, reach)
  if (found.address === null && !found.isUnknown) throw new Refusal('invalid', found.because)
}
