import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { folderRefusal, openFolder } from './embedded-folder.ts'
import { isLast, type Owner } from './embedded-knock.ts'
import { embeddedPrograms } from './embedded-programs.ts'
import { findOrStart, type Start } from './embedded-server.ts'
import { leaveSocketFolder } from './embedded-socket.ts'
import { errorCode } from './error-code.ts'
import { readPostmaster, whoIs } from './postmaster.ts'

/**
 * The PostgreSQL that ships with Evenhand, running on a folder of its own. `owner` reaches it;
 * `adopted` says that it ran already; `stop` leaves it, and ends it if no other desk uses it.
 */
export type Embedded = { owner: Owner; adopted: boolean; stop: () => Promise<void> }

type Options = {
  folder: string
  say: (line: string) => void
  /** False only for tests: commits then do not survive a power cut. */
  durable?: boolean
  /** Megabytes of memory for pages of tables, where it is not to be what suits a desk. */
  pagesMb?: number
}

/**
 * Starts the embedded database on a folder, or joins the server that runs there already: another desk's, or
 * the one that outlived a killed desk. While the desk lives, a server that dies is started again.
 */
export async function startEmbedded(options: Options): Promise<Embedded> {
  try {
    return await openEmbedded(options)
  } catch (error) {
    throw folderRefusal(options.folder, error) ?? error
  }
}

async function openEmbedded(options: Options): Promise<Embedded> {
  const { folder, say, durable = true, pagesMb } = options
  const programs = embeddedPrograms()
  const place = await openFolder(folder, programs.major)
  const start = { place, programs, say, durable, pagesMb }
  const { owner, adopted, client } = await findOrStart(start)
  await makeDatabase(client, owner.database)
  return { owner, adopted, stop: stayPresent(start, client) }
}

async function makeDatabase(client: Client, name: string) {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount) return
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    // Of two desks that start at once, one makes it.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error
  }
}

/** Stays present in the server, whatever becomes of it, until the answered function is called. */
function stayPresent(start: Start, first: Client): () => Promise<void> {
  const leaving = new AbortController()
  let present: Promise<Client | undefined> = Promise.resolve(watched(first))

  function watched(client: Client) {
    return client.once('end', () => {
      if (!leaving.signal.aborted) present = comeBack()
    })
  }

  async function comeBack() {
    start.say('The database has gone away; starting it again.')
    for (; !leaving.signal.aborted; await pause(1000)) {
      try {
        return watched((await findOrStart(start)).client)
      } catch (error) {
        start.say(error instanceof Error ? error.message : String(error))
      }
    }
    return undefined
  }

  return async () => {
    if (leaving.signal.aborted) return
    leaving.abort()
    await leaveServer(start, await present)
  }
}

async function leaveServer(start: Start, client: Client | undefined) {
  if (!client) return
  try {
    if (await isLast(client)) await shutDown(start)
  } catch (error) {
    start.say(`The database was left as it is: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await client.end()
  }
}

/** The quick shutdown: open transactions are rolled back, committed ones are on disk. */
async function shutDown({ place, say }: Start) {
  const server = await readPostmaster(place.cluster)
  if (!server || (await whoIs(server.pid, place.cluster)) !== 'ours') return
  process.kill(server.pid, 'SIGINT')
  const until = performance.now() + 60_000
  // The note is the last thing PostgreSQL takes away, whoever its parent process is.
  while ((await readPostmaster(place.cluster))?.pid === server.pid) {
    if (performance.now() > until) return say('The database is still busy stopping.')
    await pause(10)
  }
  await leaveSocketFolder(place, server.socketFolder)
}
