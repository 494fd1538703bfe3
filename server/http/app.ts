import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import staticFiles from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { endpoints } from '#contract/endpoints.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { postDoorkeeper } from './doorkeeper.ts'
import { serveFiles } from './files.ts'
import { serveHealth } from './health.ts'
import { serveLive, type Feeds } from './live.ts'
import { openHandsets, type Handsets } from './handsets.ts'
import type { Onlookers } from './onlookers.ts'
import { serveMetrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { servePanelPage } from './panel-page.ts'
import { problemOf, sendProblem } from './problem.ts'
import { refuseOtherSites } from './refuse-other-sites.ts'
import { bindRoutes } from './routes.ts'
import { sendSecurityHeaders } from './security-headers.ts'
import { tellServed, type Served } from './tell-served.ts'
import { traceRequests } from './trace-requests.ts'

const webFolder = fileURLToPath(new URL('../../dist/web/', import.meta.url))

export type AppParts = {
  desk: Desk
  feeds: Feeds
  onlookers: Onlookers
  /** Who is told of calls; only this process's own streams, by nobody else, where none is given. */
  handsets?: Handsets
  version: string
  /** Proxies besides those on this machine that say for whom they ask: without them everybody behind one is one visitor. */
  trustedProxies?: readonly string[]
  /** Aborted when the desk is ending: streams are closed, and nobody is told that it is ready. */
  ending: AbortSignal
  /** Told of faults that are ours. */
  failed: (name: string, fault: unknown) => void
  /** Whether this process stands in its place among the others. */
  isThere?: () => boolean
  /** Told of each answer. */
  served?: Served
  /** Whether requests are spans of traces. */
  isTraced?: boolean
}

/** The HTTP server: the contract's endpoints, live events, files, OpenAPI and the screens. */
export async function buildApp({
  desk,
  feeds,
  onlookers,
  handsets = openHandsets(desk),
  version,
  trustedProxies = [],
  ending,
  failed,
  isThere,
  served,
  isTraced = false,
}: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    // Behind a proxy that is known the client's address and protocol are the proxy's to say.
    trustProxy: ['loopback', ...trustedProxies],
    bodyLimit: 4 * 1024 * 1024,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 500 },
    // What is being answered is answered to its end.
    forceCloseConnections: 'idle',
    // A path that cannot be decoded never reaches a route; it is refused in the same words.
    frameworkErrors: (error, _, reply) => void sendProblem(reply, error),
  })
  app.setErrorHandler((error, request, reply) => {
    if (problemOf(error).isOurs)
      failed(`${request.method} ${request.routeOptions.url ?? 'unknown route'}`, error)
    return sendProblem(reply, error)
  })
  app.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && isScreen(request.url) && existsSync(webFolder)
      ? reply.sendFile('index.html')
      : sendProblem(reply, new Refusal('not-found', 'There is nothing at this address.')),
  )
  await sendSecurityHeaders(app)
  await app.register(cookie)
  postDoorkeeper(app, desk)
  refuseOtherSites(app)
  if (existsSync(webFolder))
    await app.register(staticFiles, { root: webFolder, cacheControl: false, setHeaders: cacheAsset })

  serveHealth(app, desk, { ending, isThere })
  if (isTraced) traceRequests(app)
  if (served) app.addHook('onResponse', tellServed(served))
  const description = openApi(endpoints, version)
  app.get('/api/openapi.json', () => description)
  // Before the routes, so that it hears of all of them.
  serveMetrics(app, desk)
  bindRoutes(app, desk)
  servePanelPage(app, desk)
  serveFiles(app, desk)
  serveLive(app, desk, { feeds, onlookers, handsets }, ending)
  return app
}

/** The screens' own addresses are plain words. What looks like a file that is not there is not there. */
const isScreen = (url: string) => /^\/(?!api\/)[\w/-]*(?:\?|$)/.test(url)

/** Assets have their content in their name and never change; everything else is asked for anew each time. */
function cacheAsset(reply: FastifyReply, path: string) {
  const isAsset = path.startsWith(`${webFolder}assets/`)
  void reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/** The version in package.json. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const found: unknown = JSON.parse(text)
  const version =
    found !== null && typeof found === 'object' && 'version' in found ? found.version : undefined
  return typeof version === 'string' ? version : 'unknown'
}
