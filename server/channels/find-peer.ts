import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What may be reached besides the servers of the world. */
export type Reach = {
  /** Servers of this machine, at any port. */
  loopback: boolean
  /** Hosts that whoever runs the desk vouches for, at any address and port. */
  trusted: readonly string[]
  /** False where even addresses inside a house are refused: what is asked for is out in the world. */
  houses?: false
}

/** A server that somebody has named for us to connect: what it is called in a sentence, and where such servers listen. */
type Peer = {
  host: string
  port: number
  called: 'mail server' | 'network server' | 'telephone system' | 'website'
  ports: readonly number[]
}

/** Where a server was found, or why it is not connected, in a sentence. */
export type Found = { address: string } | { address: null; because: string; isUnknown: boolean }

/**
 * Looks a server up and says at which address it may be connected. Every connection goes through here whose host somebody
 * can name. What is asked of us must not become a way into what only this machine can see: other ports, and the addresses
 * where clouds keep their secrets, are refused. Whoever connects uses this address, so that the name cannot lead elsewhere
 * a moment later.
 */
export async function findPeer({ host, port, called, ports }: Peer, reach: Reach): Promise<Found> {
  const isTrusted = reach.trusted.includes(host.toLowerCase())
  const addresses = await addressesOf(host)
  const [address] = addresses
  if (address === undefined)
    return { address: null, because: `The name of the ${called} is not known.`, isUnknown: true }
  if (isTrusted) return { address }
  if (addresses.every(isLoopback) && reach.loopback) return { address }
  if (addresses.some(isLoopback)) return refused('This desk does not connect to the machine that it runs on.')
  if (addresses.some(isForbidden) || (reach.houses === false && addresses.some(isOfAHouse)))
    return refused('This desk does not connect to addresses of this kind.')
  if (!ports.includes(port))
    return refused(`Each ${called} of this kind listens at ${list(ports)}; ${port} is refused.`)
  return { address }
}

const refused = (because: string): Found => ({ address: null, because, isUnknown: false })

const lookUpWithin = Temporal.Duration.from({ seconds: 5 })

async function addressesOf(host: string): Promise<string[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) > 0) return [bare]
  const waiting = new AbortController()
  const late = sleep(lookUpWithin.total('milliseconds'), [], { signal: waiting.signal }).catch(() => [])
  const found = lookup(bare, { all: true }).catch(() => [])
  const answers = await Promise.race([found, late])
  waiting.abort()
  return answers.map(({ address }) => address)
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Link-local, unspecified, multicast and reserved addresses (RFC 6890), and those at which clouds answer their guests. */
const forbidden = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
] as const)
  forbidden.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32],
  ['fd20:ce::', 64],
  // Addresses that carry another, of IPv4, which they lead to: translated (RFC 6052, RFC 8215) and tunnelled (RFC 3056, RFC 4380).
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
] as const)
  forbidden.addSubnet(net, prefix, 'ipv6')

/** Addresses inside a house (RFC 1918, RFC 6598, RFC 4193). */
const house = new BlockList()
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  house.addSubnet(net, prefix, 'ipv4')
house.addSubnet('fc00::', 7, 'ipv6')

const within = (net: BlockList) => (address: string) =>
  net.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
/** Whether an address is this machine's own. */
export const isLoopback: (address: string) => boolean = within(loopback)
const isForbidden = within(forbidden)
const isOfAHouse = within(house)

const list = (numbers: readonly number[]) => new Intl.ListFormat('en-GB').format(numbers.map(String))
