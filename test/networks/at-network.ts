import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { compiled } from '#test/desk-folder.ts'
import { freePort, reachable } from '#test/peers/loopback.ts'
import { startOlderPostgres } from '#test/peers/older-postgres.ts'
import { joinNetwork, type AtAccount } from './at-account.ts'

const script = fileURLToPath(new URL('at/serve.mjs', import.meta.url))
const native = fileURLToPath(
  new URL('at/node_modules/better-sqlite3/build/Release/better_sqlite3.node', import.meta.url),
)
const Places = z.object({ pds: z.url(), appview: z.url(), plc: z.url() })

/** A whole AT Protocol network on loopback: identities, a personal data server, and the AppView that counts and notifies. */
export type AtNetwork = {
  /** Where accounts live: what a connection of the desk is given as its server. */
  pds: string
  /** Where its identities are looked up. */
  directory: string
  /** Makes an account; `alice` is `alice.test`. */
  account(name: string): Promise<AtAccount>
  /** Stops answering, as a network does that hangs; and goes on. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

/** Starts the network that `test/networks/at/install` has installed. Some seconds. */
export async function startAtNetwork(): Promise<AtNetwork> {
  if (!existsSync(native))
    throw new Error('The AT Protocol network is not installed: run test/networks/at/install first.')
  const [postgres, redis] = await Promise.all([startOlderPostgres(), startRedis()])
  const { port } = postgres.owner
  const network = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      DB_POSTGRES_URL: `postgresql://owner@127.0.0.1:${port}/evenhand`,
      REDIS_HOST: `127.0.0.1:${redis.port}`,
      // What it is compiled from does not change: the second start is twice as fast.
      NODE_COMPILE_CACHE: compiled,
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const stop = async () => {
    network.kill('SIGCONT')
    network.stdin.end()
    await ended(network)
    redis.process.kill()
    await Promise.all([ended(redis.process), postgres.stop()])
  }
  const { pds, plc } = await places(network).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    pds,
    directory: plc,
    account: (name) => joinNetwork(pds, name),
    freeze: () => network.kill('SIGSTOP'),
    thaw: () => network.kill('SIGCONT'),
    stop,
  }
}

/** What it says when it is ready. */
async function places(network: ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> }) {
  const lines = createInterface({ input: network.stdout })
  const said = await Promise.race([once(lines, 'line'), once(network, 'exit').then(() => ['null'])])
  return Places.parse(JSON.parse(String(said[0])))
}

async function startRedis() {
  const port = await freePort()
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', words, { stdio: 'ignore', cwd: tmpdir() })
  if (!(await reachable({ host: '127.0.0.1', port }, server))) throw new Error('Redis does not start.')
  return { port, process: server }
}

async function ended(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
