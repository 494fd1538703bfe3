import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** What the gateway was told. */
type Rung = { delivery: string; title: string; link: string; call: Record<string, unknown> | null }

export type Pager = {
  url: string
  rung(): Rung[]
  /** Whether each message was signed with this secret, over the bytes as they came. */
  areSignedBy(secret: string): boolean
  close(): Promise<void>
}

/** The receiving end of the pager's web-hook: a gateway on this machine that takes down what it is told. */
export async function startPager(): Promise<Pager> {
  const taken: { body: Buffer; signature: string }[] = []
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      taken.push({ body, signature: String(request.headers['evenhand-signature']) })
      return response.writeHead(204).end()
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/ring`,
    rung: () => taken.map(({ body }): Rung => JSON.parse(body.toString())),
    areSignedBy: (secret) =>
      taken.every(({ body, signature }) => {
        const [, seconds = '', code] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(signature) ?? []
        return code === createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
      }),
    close: async () => {
      server.closeAllConnections()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}
