import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

// Below those that the system gives away by itself: what is free now is not given to somebody else before it is listened on.
const [lowest, count] = [12_000, 20_000]
/** Each process of a run begins elsewhere, and never comes back to a port that it has had. */
let next = (process.pid * 37) % count

/** A loopback port that nobody listens on, and that nobody else is given while it is not listened on yet. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < count; tries += 1) {
    const port = lowest + next
    next = (next + 1) % count
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return port
  }
  throw new Error('Every port of this machine is listened on.')
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
