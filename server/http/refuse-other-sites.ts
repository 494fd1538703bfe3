import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusal.ts'

/**
 * A browser sends what it holds of us whoever made the page. A change, and coming in, count only when our own page asked
 * for it; what shows a token was asked by a program.
 */
export function refuseOtherSites(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    // By its route: an address may be written in other letters, such as /%61pi, and lead to the same.
    const isOurs = /^\/(?:api|r|c|room)(?:\/|$)/.test(request.routeOptions.url ?? '')
    if (isOurs && request.headers.authorization === undefined) refuseForeignOrigin(request)
  })
}

function refuseForeignOrigin({ method, headers }: FastifyRequest) {
  if (method === 'GET' || method === 'HEAD') return
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin')
    throw new Refusal('not-allowed', 'This was asked by another site.')
  const { origin, host } = headers
  if (origin !== undefined && URL.parse(origin)?.host !== host)
    throw new Refusal('not-allowed', 'This was asked by another site.')
}
