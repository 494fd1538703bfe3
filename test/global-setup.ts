import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded, type Embedded } from '#server/store/embedded.ts'
import { migrate } from '#server/store/migrate.ts'
import { isAlive } from '#server/store/postmaster.ts'
import { addressOf } from '#server/store/roles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run: its owner, at the migrated database that every test database is a copy of. */
    database: { owner: Embedded['owner']; masterKey: string }
  }
}

const prefix = 'evenhand-tests-'

/** Starts one PostgreSQL for the whole run and migrates the database that the tests' own are copied from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await clearLeftovers()
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const server = await startFleeting(folder)
  const masterKey = randomBytes(32)
  await migrate(addressOf(server.owner, masterKey), masterKey)
  // Beside the server's own; made by the first test that starts a desk as a process.
  process.env['EVENHAND_TEST_MADE'] = join(folder, 'desk')
  project.provide('database', { owner: server.owner, masterKey: masterKey.toString('base64') })
  return () => putAway(server, folder)
}

const startFleeting = (folder: string) => startEmbedded({ folder, say: () => undefined, durable: false })

async function putAway(server: Embedded, folder: string) {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

/** A run that was killed could not put its server away. */
async function clearLeftovers() {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  const left = folders.filter((name) => !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
  await Promise.all(left.map((name) => clear(join(tmpdir(), name))))
}

async function clear(folder: string) {
  try {
    await putAway(await startFleeting(folder), folder)
  } catch {
    // It never became a database.
    await rm(folder, { recursive: true, force: true })
  }
}
