import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import type { Desk } from './desk/desk.ts'
import { buildApp, readVersion } from './http/app.ts'
import type { Handsets } from './http/handsets.ts'
import type { Feeds } from './http/live.ts'
import type { Onlookers } from './http/onlookers.ts'
import { buildWatchApp } from './http/watch-app.ts'
import { tellFault, tellRequest } from './log.ts'
import type { Station } from './store/station.ts'

/** What stands behind the answers: who is told of what changes, and our place among the other processes. */
type Behind = {
  feeds: Feeds
  onlookers: Onlookers
  handsets: Handsets
  station: Station
  ending: AbortSignal
}

/**
 * Does the work of a `web` process: the API, the screens and what changes live. A process without that role answers only
 * those who watch over it.
 */
export async function answerPeople(
  desk: Desk,
  config: Config,
  { feeds, onlookers, handsets, station, ending }: Behind,
): Promise<{ url: string; close(): Promise<void> }> {
  const watched = { ending, isThere: () => station.isThere() }
  const app = config.EVENHAND_ROLE.includes('web')
    ? await buildApp({
        desk,
        feeds,
        onlookers,
        handsets,
        version: await readVersion(),
        trustedProxies: config.EVENHAND_TRUSTED_PROXIES,
        failed: tellFault,
        served: tellRequest,
        isTraced: config.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
        ...watched,
      })
    : await buildWatchApp(desk, watched)
  // A port that is shared: Node's own option, which Fastify hands on.
  const where = { host: config.HOST, port: config.PORT, reusePort: config.EVENHAND_SHARE_PORTS }
  const url = await app.listen(where)
  return { url, close: () => closeWhenAnswered(app) }
}

/** A connection that has its answer is not kept for another question. */
async function closeWhenAnswered(app: FastifyInstance): Promise<void> {
  const closing = setInterval(() => app.server.closeIdleConnections(), 50)
  await app.close().finally(() => clearInterval(closing))
}
