import { once } from 'node:events'
import { connect } from 'node:net'

/** Says these bytes to a desk's HTTP port, whether they are HTTP or not, and gives what comes back first. */
export async function sayRaw({ url }: { url: string }, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname).setEncoding('latin1')
  try {
    await once(socket, 'connect')
    socket.write(bytes, 'latin1')
    const [answer]: unknown[] = await once(socket, 'data', { signal: AbortSignal.timeout(10_000) })
    return String(answer)
  } finally {
    socket.destroy()
  }
}
