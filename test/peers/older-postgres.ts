import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './loopback.ts'

/** Debian's PostgreSQL 15, the oldest that a desk runs on. */
const programs = '/usr/lib/postgresql/15/bin'
/** A server refuses to run as root. */
const nobody = 65534

/** A running server of an older major version, with an owner and an empty database. */
export type OlderPostgres = { owner: pg.ClientConfig; major: number; stop(): Promise<void> }

/** Starts Debian's PostgreSQL 15 on a folder and a loopback port of its own. */
export async function startOlderPostgres(): Promise<OlderPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-postgres-15-'))
  const as = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if (as.uid !== undefined) await chown(folder, nobody, nobody)
  const cluster = join(folder, 'cluster')
  const letters = ['-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(programs, 'initdb'), ['-D', cluster, '-U', 'owner', '-A', 'trust', ...letters], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  })
  const port = await freePort()
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, fsync: 'off' }
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(programs, 'postgres'), ['-D', cluster, ...words], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  })
  const stop = async () => {
    const ended = once(server, 'exit')
    server.kill('SIGQUIT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const place = { host: '127.0.0.1', port, user: 'owner' }
  try {
    const major = await makeDatabase({ ...place, database: 'postgres' })
    return { owner: { ...place, database: 'evenhand' }, major, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Waits until it answers, makes the database, and answers which major version it is. */
async function makeDatabase(config: pg.ClientConfig): Promise<number> {
  for (const until = performance.now() + 20_000; ; await sleep(50)) {
    const client = new pg.Client(config)
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('create database evenhand')
      const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
      return Math.floor(Number(rows[0]?.server_version_num) / 10_000)
    } catch (error) {
      if (performance.now() > until) throw error
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
