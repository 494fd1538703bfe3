import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { Refusal } from '#domain/refusal.ts'
import { makeCluster, ownerName, ownerPassword } from './embedded-cluster.ts'
import type { Place } from './embedded-folder.ts'
import { knock, type Owner } from './embedded-knock.ts'
import { logSince, openLog } from './embedded-log.ts'
import type { Programs } from './embedded-programs.ts'
import { embeddedSettings } from './embedded-settings.ts'
import { leaveSocketFolder, socketFolder } from './embedded-socket.ts'
import { chooseUser, spawnAs } from './embedded-user.ts'
import { clearStaleLocks, readPostmaster, whoIs, type Postmaster } from './postmaster.ts'

/** What a start is told: where, with which programs, whom to tell, whether commits must last, and its memory for pages. */
export type Start = {
  place: Place
  programs: Programs
  say: (line: string) => void
  durable: boolean
  pagesMb: number | undefined
}

/** A server that runs: how to reach it, and the client that keeps us present in it. */
export type Running = { owner: Owner; client: Client; adopted: boolean }

const patience = Temporal.Duration.from({ minutes: 5 })

/**
 * Finds the server that already runs on this folder, or starts one. It waits for one that is recovering
 * from a crash or on its way out, and for another process that is starting it at this moment.
 */
export async function findOrStart(start: Start): Promise<Running> {
  const slow = setTimeout(() => start.say('Waiting for the database to be ready.'), 3000)
  try {
    return await untilRunning(start)
  } finally {
    clearTimeout(slow)
  }
}

async function untilRunning(start: Start): Promise<Running> {
  const { cluster } = start.place
  const until = performance.now() + patience.total('milliseconds')
  for (; performance.now() < until; await pause(20)) {
    const noted = await readPostmaster(cluster)
    const found = noted ? await find(start.place, noted) : 'absent'
    const running = found === 'absent' ? await tryToStart(start, noted) : found
    if (running !== undefined && running !== 'wait') return running
  }
  throw silent(await readPostmaster(cluster), start.place)
}

async function find(place: Place, noted: Postmaster): Promise<Running | 'wait' | 'absent'> {
  if (noted.socketFolder) {
    const owner = await ownerAt(place, noted.socketFolder, noted.port)
    const answer = await knock(owner)
    if (answer.is === 'ready') return { owner, client: answer.client, adopted: true }
    if (answer.is === 'stranger') throw inUse(`${owner.host}/.s.PGSQL.${owner.port}`)
    if (answer.is === 'busy') return 'wait'
  }
  const who = await whoIs(noted.pid, place.cluster)
  if (who === 'ours') return 'wait'
  if (who === 'stranger') await clearStaleLocks(place.cluster, noted)
  return 'absent'
}

/** Starts the server; undefined when somebody else was quicker, or the one before is not quite gone. */
async function tryToStart(start: Start, before: Postmaster | undefined): Promise<Running | undefined> {
  const { place, programs, say, durable, pagesMb } = start
  const runAs = await chooseUser(place.folder, programs.postgres)
  if (!existsSync(place.cluster)) say(`Making a database in ${place.folder}.`)
  await makeCluster(place, programs, runAs, durable)

  const socket = await socketFolder(place, runAs, before?.socketFolder)
  const log = await openLog(place, runAs)
  const server = spawnAs(
    runAs,
    [programs.postgres, '-D', place.cluster, ...embeddedSettings(socket, durable, pagesMb)],
    // A group of its own: ctrl-C in the terminal reaches the desk, which drains before it stops the server.
    { cwd: place.folder, detached: true, stdio: ['ignore', log.descriptor, log.descriptor] },
  )
  server.unref()
  log.close()
  const owner = await ownerAt(place, socket, 5432)
  const client = await whenReady(server, owner)
  // Another starter's server may have opened the door.
  const adopted = (await readPostmaster(place.cluster))?.pid !== server.pid
  if (client) return { owner, client, adopted }
  await leaveSocketFolder(place, socket)
  explainEnd(await logSince(place, log.since), place)
  return undefined
}

/** The client that was let in, or undefined when the server ended before. */
async function whenReady(server: ChildProcess, owner: Owner): Promise<Client | undefined> {
  const failures: Error[] = []
  server.once('error', (failure) => failures.push(failure))
  for (; server.exitCode === null && server.signalCode === null; await pause(10)) {
    const answer = await knock(owner)
    if (answer.is === 'ready') return answer.client
    if (answer.is === 'stranger') throw inUse(`${owner.host}/.s.PGSQL.${owner.port}`)
  }
  const [failure] = failures
  if (!failure) return undefined
  throw new Refusal(
    'conflict',
    `PostgreSQL's program does not run on this machine (${failure.message}). ` +
      'Set DATABASE_URL to a PostgreSQL 15 or newer.',
  )
}

/** Throws unless the end was one that passes: another starter holds the lock, or old processes still leave. */
function explainEnd(lines: string[], { folder }: Place) {
  const text = lines.join('\n')
  if (text.includes('postmaster.pid" already exists')) return
  if (text.includes('pre-existing shared memory block')) return
  const socket = /lock file "(.*\.s\.PGSQL\.\d+)\.lock" already exists/.exec(text)?.[1]
  if (socket) throw inUse(socket)
  const last = lines.slice(-5).join('\n')
  throw new Refusal('conflict', `PostgreSQL could not start in ${folder}. Its last lines:\n${last}`)
}

async function ownerAt(place: Place, host: string, port: number): Promise<Owner> {
  return { host, port, user: ownerName, password: await ownerPassword(place), database: 'evenhand' }
}

function inUse(socket: string) {
  return new Refusal(
    'conflict',
    `Another PostgreSQL uses the socket ${socket}. Stop it, or name another folder for the database.`,
  )
}

function silent(noted: Postmaster | undefined, { folder }: Place) {
  return new Refusal(
    'conflict',
    `PostgreSQL (process ${noted?.pid ?? 'unknown'}) runs on ${folder} and does not answer. ` +
      `End it (\`kill -INT ${noted?.pid ?? 'PID'}\`) and start again.`,
  )
}
