import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { Refusal } from '#domain/refusal.ts'
import { readInput } from './serve.ts'

type Signed<In extends z.ZodType, Out extends z.ZodType> = {
  /** So many bytes it may have. */
  largest: number
  /** Whose message it is, by the bytes as they came; throws where nobody of ours has signed it. */
  signedBy: (connectionId: string, signature: string | undefined, body: Uint8Array) => Promise<string>
  answer: (input: z.output<In>, org: string) => Promise<z.input<Out>>
}

const Params = z.object({ connectionId: z.uuid() })
const Body = z.record(z.string(), z.unknown())

/** Binds an endpoint that another system asks, who signs the very bytes that it sends. */
export function serveSigned<In extends z.ZodType, Out extends z.ZodType>(
  app: FastifyInstance,
  { method, path, input }: Endpoint<In, Out>,
  { largest, signedBy, answer }: Signed<In, Out>,
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_, body, done) =>
      done(null, body),
    )
    scope.route({
      method,
      url: `/api${path}`,
      bodyLimit: largest,
      handler: async (request) => {
        const { connectionId } = Params.parse(request.params)
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const { 'evenhand-signature': signature } = request.headers
        // Whose it is has to be looked up, which strangers wait for as they do for a pass.
        const lookedUp = await request.server.doorkeeper.beforeLookUp(request, `signed ${connectionId}`)
        const org = await signedBy(connectionId, typeof signature === 'string' ? signature : undefined, body)
          .catch((fault: unknown) => {
            if (fault instanceof Refusal && fault.code === 'not-allowed')
              request.server.doorkeeper.wasNone(request, `signed ${connectionId}`)
            throw fault
          })
          .finally(lookedUp)
        return answer(readInput(input, { ...bodyOf(body), connectionId }), org)
      },
    })
  })
}

function bodyOf(bytes: Buffer): Record<string, unknown> {
  try {
    return Body.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw new Refusal('invalid', 'A JSON object is expected.')
  }
}
