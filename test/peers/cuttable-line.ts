import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The line between a browser and a desk, which can be cut in the middle of whatever is being said. */
export type CuttableLine = {
  url: string
  /** Cuts every conversation and lets no new one begin. */
  cut(): void
  /** Lets conversations begin again. */
  mend(): void
  close(): Promise<void>
}

/** Lays a line to a port of this machine. */
export async function layLine(to: number): Promise<CuttableLine> {
  const ends = new Set<Socket>()
  let isCut = false
  const keep = (socket: Socket) => {
    ends.add(socket)
    socket.once('close', () => ends.delete(socket))
    // A line that breaks is what is tested.
    socket.on('error', () => socket.destroy())
    return socket
  }
  const server = createServer((near) => {
    keep(near)
    if (isCut) return void near.destroy()
    const far = keep(connect(to, '127.0.0.1'))
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
    near.pipe(far)
    far.pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The line has no port.')
  const cutAll = () => {
    for (const socket of ends) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut() {
      isCut = true
      cutAll()
    },
    mend() {
      isCut = false
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cutAll()
      }),
  }
}
