import type { z } from 'zod'
import type { EstimateView, ReachView } from '#contract/lookup.ts'
import { reachOf, reachTogether } from '#domain/reach/estimate.ts'
import { ReachFigures } from '#domain/reach/figures.ts'
import { howReachShows } from '#domain/reach/how-reach-shows.ts'
import type { CardRow } from '#server/store/lookup.ts'
import type { Agent } from '../command.ts'

type View = z.input<typeof EstimateView>
type Counted = Pick<CardRow, 'accounts' | 'reach'>

/** What is older than this is asked anew, behind whoever looks. */
const fresh = Temporal.Duration.from({ minutes: 15 })

/** How far a person's voice carries, from what networks have said of their accounts. */
export function estimateOf({ accounts, reach }: Counted, now: Temporal.Instant): View {
  const handles = accounts.filter(({ kind }) => kind === 'handle')
  if (handles.length === 0) return { state: 'unknown', because: 'no-account', since: null }
  const failedSince = new Map(
    reach.filter(({ figures }) => figures === null).map(({ account, at }) => [account, at]),
  )
  const counted = reach.flatMap(({ account, network, at, figures }) =>
    figures === null ? [] : [{ account, network, at, figures: ReachFigures.parse(figures) }],
  )
  const together = reachTogether(counted.map(({ figures }) => reachOf(figures, now)))
  if (together.state === 'unknown') {
    const [since = null] = [...failedSince.values()].toSorted()
    return {
      state: 'unknown',
      because: since === null ? 'never-asked' : 'network-down',
      since: instant(since),
    }
  }
  return {
    ...together,
    sources: counted.map(({ account, network, at, figures }) => ({
      network,
      address: handles.find(({ id }) => id === account)?.address ?? '',
      at: Temporal.Instant.from(at).toString(),
      notRefreshedSince: instant(failedSince.get(account) ?? null),
      figures,
    })),
  }
}

const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text).toString())

/** The handles of a person whose counts are missing or old: worth asking for anew. */
export function staleHandles({ accounts, reach }: Counted, now: Temporal.Instant): string[] {
  const since = now.subtract(fresh)
  const recent = new Set(
    reach
      .filter(({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), since) >= 0)
      .map(({ account }) => account),
  )
  return accounts.filter(({ kind, id }) => kind === 'handle' && !recent.has(id)).map(({ id }) => id)
}

/**
 * Reach as a colleague may see it now: while a case is open, only by an act that it records. `opens` is an open case from
 * which this colleague can do it; who sees none of them cannot.
 */
export function reachFor(
  agent: Agent,
  open: readonly { reachOpenedBy?: readonly string[] }[],
  opens: string | undefined,
  estimate: () => View,
): z.input<typeof ReachView> {
  const sight = howReachShows(agent, open)
  if (sight === 'shown') return { sight, estimate: estimate() }
  return sight === 'to-open' && opens !== undefined ? { sight, caseId: opens } : { sight: 'hidden' }
}
