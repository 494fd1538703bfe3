import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import staticFiles from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { endpoints } from '#contract/endpoints.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { serveFiles } from './files.ts'
import { serveLive, type Feeds } from './live.ts'
import type { Onlookers } from './onlookers.ts'
import { serveMetrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { problemOf, sendProblem } from './problem.ts'
import { bindRoutes } from './routes.ts'

const webFolder = fileURLToPath(new URL('../../dist/web/', import.meta.url))

export type AppParts = {
  desk: Desk
  feeds: Feeds
  onlookers: Onlookers
  version: string
  /** Proxies besides those on this machine that say for whom they ask: without them everybody behind one is one visitor. */
  trustedProxies?: readonly string[]
  /** Aborted when the desk is ending: streams are closed, and nobody is told that it is ready. */
  ending: AbortSignal
  /** Told of faults that are ours. */
  failed: (name: string, fault: unknown) => void
}

/** The HTTP server: the contract's endpoints, live events, files, OpenAPI and the screens. */
export async function buildApp({
  desk,
  feeds,
  onlookers,
  version,
  trustedProxies = [],
  ending,
  failed,
}: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    // Behind a proxy that is known the client's address and protocol are the proxy's to say.
    trustProxy: ['loopback', ...trustedProxies],
    bodyLimit: 4 * 1024 * 1024,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
    // A path that cannot be decoded never reaches a route; it is refused in the same words.
    frameworkErrors: (error, _, reply) => void sendProblem(reply, error),
  })
  app.setErrorHandler((error, request, reply) => {
    if (problemOf(error).isOurs)
      failed(`${request.method} ${request.routeOptions.url ?? 'unknown route'}`, error)
    return sendProblem(reply, error)
  })
  app.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && !request.url.startsWith('/api/') && existsSync(webFolder)
      ? reply.sendFile('index.html')
      : sendProblem(reply, new Refusal('not-found', 'There is nothing at this address.')),
  )
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  })
  await app.register(cookie)
  if (existsSync(webFolder))
    await app.register(staticFiles, { root: webFolder, cacheControl: false, setHeaders: cacheAsset })

  app.get('/api/health', () => ({ status: 'up' }))
  app.get('/api/ready', async (_, reply) => {
    const isReady = !ending.aborted && (await desk.db.asWorker(async () => true).catch(() => false))
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' })
  })
  const description = openApi(endpoints, version)
  app.get('/api/openapi.json', () => description)
  // Before the routes, so that it hears of all of them.
  serveMetrics(app, desk)
  bindRoutes(app, desk)
  serveFiles(app, desk)
  serveLive(app, desk, { feeds, onlookers }, ending)
  return app
}

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
