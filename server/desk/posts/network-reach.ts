import { accountKey } from '#domain/account-key.ts'
import { ReachFigures } from '#domain/reach/figures.ts'
import type { Observation } from '#server/channels/network.ts'
import { noteReach, wantedReach } from '#server/store/reach.ts'
import { countClaims } from '../claims/count-claim.ts'
import type { Desk } from '../desk.ts'
import type { Reached } from './network-line.ts'

const atOnce = 25

/** Asks the network about the accounts whose reach somebody wants to know, and writes down what it says. */
export async function noteNetworkReach(desk: Desk, org: string, { network, line }: Reached): Promise<void> {
  const wanted = await desk.db.withOrg(org, (tx) => wantedReach(tx, network.name, atOnce))
  if (wanted.length === 0) return
  const ids = wanted.map(({ address, address_key }) => idIn(address_key, network.name) ?? address)
  const seen = await network.look(line, ids)
  const at = desk.now().toString()
  const told = wanted.map(({ account, address_key }) => {
    const about = seen.find((one) => isAbout(one, address_key, network.name))
    // Asked, and told nothing: deleted, or at rest. That is no outage.
    return { account, figures: about ? figuresOf(about) : {} }
  })
  await desk.db.withOrg(org, async (tx) => {
    for (const one of told) await noteReach(tx, { ...one, network: network.name, at })
  })
  for (const { account, figures } of told) await countClaims(desk, org, account, figures)
  desk.nudge('changes')
}

/** The network cannot be asked: what was known grows old, and what was not stays unknown since then. Nobody waits. */
export async function noteNetworkSilence(
  desk: Desk,
  org: string,
  { network }: Reached,
  since: Temporal.Instant,
): Promise<void> {
  await desk.db.withOrg(org, async (tx) => {
    for (const { account } of await wantedReach(tx, network.name, atOnce))
      await noteReach(tx, { account, network: network.name, at: since.toString(), figures: null })
  })
}

/** What a network calls an account for good, where its key says it. */
function idIn(key: string, network: string): string | undefined {
  const id = key.slice(`handle:${network}:`.length)
  return id.includes(':') ? id : undefined
}

const isAbout = ({ id, handle }: Observation, key: string, network: string) =>
  key === accountKey({ kind: 'handle', network, address: handle, id }) ||
  key === accountKey({ kind: 'handle', network, address: handle })

/** A date that is none is not known; the counts beside it are. */
function figuresOf({ createdAt, ...counts }: Observation): ReachFigures {
  const whole = ReachFigures.safeParse({ ...counts, createdAt })
  return whole.success ? whole.data : ReachFigures.catch({}).parse(counts)
}
