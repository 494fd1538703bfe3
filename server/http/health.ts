import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '#server/desk/desk.ts'

/** Longer than this a question that always has an answer is not waited for. */
const patience = 2000

/**
 * Whether this process lives, and whether it should be given anything: the first is for whoever starts it again, the second
 * for whoever sends people to it. A process that is ending, or whose database is away, lives and is not ready.
 */
export function serveHealth(
  app: FastifyInstance,
  desk: Desk,
  { ending, isThere = () => true }: { ending: AbortSignal; isThere?: (() => boolean) | undefined },
): void {
  const doesAnswer = async () => {
    const waiting = new AbortController()
    const tooLong = sleep(patience, false, { signal: waiting.signal }).catch(() => false)
    const answers = desk.db.asWorker(async () => true).catch(() => false)
    return Promise.race([answers, tooLong]).finally(() => waiting.abort())
  }
  let asking: Promise<boolean> | undefined
  // One question for all who ask meanwhile: anybody may, and as often as they like.
  const isReady = async () =>
    !ending.aborted && isThere() && (asking ??= doesAnswer().finally(() => (asking = undefined)))
  app.get('/health/live', () => ({ status: 'up' }))
  app.get('/health/ready', async (_, reply) => {
    const ready = await isReady()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
}
