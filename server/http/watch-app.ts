import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { postDoorkeeper } from './doorkeeper.ts'
import { serveHealth } from './health.ts'
import { serveMetrics } from './metrics.ts'
import { sendProblem } from './problem.ts'

/** What a process without the role `web` answers over HTTP: whether it lives, whether it is ready, and its metrics. */
export async function buildWatchApp(
  desk: Desk,
  watched: { ending: AbortSignal; isThere: () => boolean },
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: false,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
  })
  app.setErrorHandler((error, _, reply) => sendProblem(reply, error))
  app.setNotFoundHandler((_, reply) =>
    sendProblem(reply, new Refusal('not-found', 'This process answers nobody but those who watch over it.')),
  )
  // Whoever reads the metrics from elsewhere shows a pass.
  await app.register(cookie)
  postDoorkeeper(app, desk)
  serveHealth(app, desk, watched)
  serveMetrics(app, desk)
  return app
}
