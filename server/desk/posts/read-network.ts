import { NetworkTrouble } from '#server/channels/network.ts'
import { saveCursor } from '#server/store/connections.ts'
import { wantReachAgain } from '#server/store/networks.ts'
import type { Desk } from '../desk.ts'
import { followPosts } from './follow-posts.ts'
import { lineOf, type Reached } from './network-line.ts'
import { noteHealth, type Health } from '../connections/note-health.ts'
import { noteNetworkReach, noteNetworkSilence } from './network-reach.ts'
import { keepPost } from './take-post.ts'

/** What came of one look at a network: how it is, and when it is looked at next. */
export type Looked = { health: Health; again: Temporal.Duration }

/**
 * Looks once at a connection's network: keeps what is new, understands it, sees what has become of the posts of cases, and
 * asks how far the voices carry that somebody waits for. The cursor moves on only when everything before it is ours. A network
 * that cannot be asked keeps nobody waiting: since when is said, and it is asked again.
 */
export async function readNetwork(
  desk: Desk,
  org: string,
  connection: string,
  before: Health | null,
): Promise<Looked | null> {
  const reached = await desk.db.withOrg(org, (tx) => lineOf(desk, tx, connection))
  if (!reached) return null
  try {
    const hasMore = await readNews(desk, org, reached)
    if (before?.state !== 'connected') await askAgain(desk, org, reached)
    await followPosts(desk, org, reached)
    await noteNetworkReach(desk, org, reached)
    const health = await tell(desk, org, connection, before, 'connected', null)
    return { health, again: hasMore ? Temporal.Duration.from({ seconds: 0 }) : reached.network.every }
  } catch (trouble) {
    // A question that the desk's own end has broken off says nothing of the network.
    if (!(trouble instanceof NetworkTrouble) || desk.ending.aborted) throw trouble
    const health = await tell(desk, org, connection, before, 'waiting', trouble.message)
    await noteNetworkSilence(desk, org, reached, health.since)
    return { health, again: pauseFor(desk, trouble, health) }
  }
}

/** After an outage, or a start, whoever could not be asked about is asked about anew. */
const askAgain = (desk: Desk, org: string, { network }: Reached) =>
  desk.db.withOrg(org, (tx) => wantReachAgain(tx, network.name, desk.now().toString()))

async function readNews(desk: Desk, org: string, { network, line, row }: Reached): Promise<boolean> {
  const { posts, cursor, hasMore } = await network.read(line, row.cursor)
  const kept: { understand: () => Promise<void> }[] = []
  for (const post of posts) {
    const one = await keepPost(desk, org, { connection: row.id, network, post })
    if (one) kept.push(one)
  }
  await desk.db.withOrg(org, (tx) => saveCursor(tx, row.id, cursor))
  for (const { understand } of kept) await understand()
  return hasMore
}

/** Written down where it has changed: for how long it has been so is told from then on. */
async function tell(
  desk: Desk,
  org: string,
  connection: string,
  before: Health | null,
  state: Health['state'],
  because: string | null,
): Promise<Health> {
  if (before?.state === state && before.because === because) return before
  const health = { state, since: before?.state === state ? before.since : desk.now(), because }
  await noteHealth(desk, org, connection, health)
  return health
}

/**
 * A network that names the end of the pause is left alone until then, though never for more than a quarter of an hour; else it
 * is asked more and more seldom, a minute apart at most.
 */
function pauseFor(desk: Desk, { until }: NetworkTrouble, { since }: Health): Temporal.Duration {
  const now = desk.now()
  const seconds = until
    ? Math.min(now.until(until).total('seconds'), 15 * 60)
    : Math.min(since.until(now).total('seconds') / 4, 60)
  return Temporal.Duration.from({ milliseconds: Math.round(Math.max(2, seconds) * 1000) })
}
