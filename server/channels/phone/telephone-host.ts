import { findPeer, isLoopback, type Found, type Reach } from '../find-peer.ts'

/** Where Asterisk's HTTP server listens as it comes (8088, with TLS 8089), and where it is put behind a proxy. */
const ports = [80, 443, 8088, 8089] as const

/**
 * Looks a telephone system up and says at which address it may be connected. Without TLS only this machine is asked, and a
 * host that whoever runs the desk vouches for: the password would be read on the way.
 */
export async function findTelephone(address: string, reach: Reach): Promise<Found> {
  const { hostname, port, protocol } = new URL(address)
  const usual = protocol === 'https:' ? 443 : 80
  const peer = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? usual : Number(port),
    called: 'telephone system' as const,
    ports,
  }
  const found = await findPeer(peer, reach)
  if (found.address === null || protocol === 'https:' || isLoopback(found.address)) return found
  if (reach.trusted.includes(peer.host.toLowerCase())) return found
  return {
    address: null,
    because: 'Without TLS its password would be read on the way: its address has to begin with https.',
    isUnknown: false,
  }
}
