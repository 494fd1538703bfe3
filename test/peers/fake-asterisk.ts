import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * A fake: it speaks as Asterisk's REST interface does, with payloads as its own model has them, and has no telephone behind it.
 * For what only a cut line shows; the real one is in its own test, where it is installed.
 */
export type FakeAsterisk = {
  address: string
  /** Sends an event to whoever listens. */
  tell(event: unknown): void
  /** Which lines there are when it is asked. */
  channels: unknown[]
  /** How many have listened so far. */
  listened(): number
  /** Cuts every connection without a word. */
  cut(): void
  stop(): Promise<void>
}

export async function startFakeAsterisk(user: string, password: string): Promise<FakeAsterisk> {
  const sign = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const channels: unknown[] = []
  const listeners = new Set<WebSocket>()
  let count = 0
  const server = createServer((request, answer) => {
    const isIn = request.headers.authorization === sign
    const known: Record<string, unknown> = {
      '/ari/asterisk/info': { system: { version: '22.10.1' } },
      '/ari/channels': channels,
    }
    const body = known[request.url ?? '']
    answer.statusCode = isIn ? (body === undefined ? 404 : 200) : 401
    answer.setHeader('content-type', 'application/json')
    answer.end(
      JSON.stringify(
        isIn ? (body ?? { message: 'Resource not found' }) : { message: 'Authentication required' },
      ),
    )
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.authorization !== sign) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (listener) => {
      count += 1
      listeners.add(listener)
      listener.on('close', () => listeners.delete(listener))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  const port = typeof at === 'object' ? (at?.port ?? 0) : 0
  return {
    address: `http://127.0.0.1:${port}`,
    channels,
    listened: () => count,
    tell(event) {
      for (const listener of listeners) listener.send(JSON.stringify(event))
    },
    cut() {
      for (const listener of listeners) listener.terminate()
    },
    async stop() {
      for (const listener of listeners) listener.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
