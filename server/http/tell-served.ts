import type { onResponseHookHandler } from 'fastify'

/** Is told of each answer: by its route's pattern, never by its address, which may name somebody. */
export type Served = (answer: { method: string; route: string; status: number; milliseconds: number }) => void

/** A hook that tells of each answer when it has been given. */
export const tellServed =
  (served: Served): onResponseHookHandler =>
  (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    // Whoever watches over the process asks all the time.
    if (/^\/(?:health|metrics)/.test(route)) return done()
    served({
      method: request.method,
      route,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    })
    done()
  }
