import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  return address.port
}

/** Waits until the server answers on this address; false when it ended, or did not within ten seconds. */
export async function reachable(at: { host: string; port: number }, server: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null || server.signalCode !== null) return false
    if (await answers(at)) return true
    await sleep(50)
  }
  return false
}

function answers({ host, port }: { host: string; port: number }): Promise<boolean> {
  const socket = connect(port, host)
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).then((yes) => {
    socket.destroy()
    return yes === true
  })
}
