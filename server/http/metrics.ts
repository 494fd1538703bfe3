import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Desk } from '#server/desk/desk.ts'
import { gaugeDesk } from '#server/desk/gauge-desk.ts'
import { agentOf } from './agent-of.ts'
import { refuseUnlessAllowed } from './serve.ts'
import { isAtThisMachine } from './visitor-of.ts'

const help = {
  items_waiting: 'Items that are kept and not understood yet.',
  replies_queued: 'Replies that wait to be sent, or are being sent.',
  replies_in_doubt: 'Replies of which nobody knows whether they arrived.',
  pages_calling: 'Dangers for which somebody on call is being called.',
  pages_unanswered: 'Dangers for which nobody on call has answered, or nobody is on call.',
  connections_away: 'Mailboxes, networks and telephone systems that do not answer.',
  changes_unnumbered: 'Committed changes that have no position in the feed yet.',
  clock_late_seconds: 'How long ago the clock should have looked at the case that has waited longest.',
}

/**
 * `GET /metrics` for Prometheus: what Node tells of itself, how long answers take by route, and what waits to be done.
 * There is nothing of any customer in it; it is for this machine, and for whoever holds an administrator's token.
 */
export function serveMetrics(app: FastifyInstance, desk: Desk): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'evenhand_' })
  const seconds = new Histogram({
    name: 'evenhand_http_request_seconds',
    help: 'How long an answer took, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  const gauges = Object.entries(help).map(([name, text]): [string, Gauge] => [
    name,
    new Gauge({ name: `evenhand_${name}`, help: text, registers: [registry] }),
  ])
  app.addHook('onResponse', (request, reply, done) => {
    // By the route's pattern, never by its address: that may name somebody.
    const route = request.routeOptions.url ?? 'none'
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    seconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', async (request, reply) => {
    if (!isAtThisMachine(request)) refuseUnlessAllowed({ who: ['admin'] }, await agentOf(desk, request))
    const waiting = await gaugeDesk(desk)
    for (const [name, gauge] of gauges) gauge.set(waiting[name] ?? 0)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
