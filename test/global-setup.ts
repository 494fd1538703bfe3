import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { z } from 'zod'
import { startEmbedded } from '#server/store/embedded.ts'
import { migrate } from '#server/store/migrate.ts'
import { addressOf } from '#server/store/roles.ts'
import { makeRunFolder } from './run-folder.ts'

/** The server of this run: its owner, at the migrated database that every test database is a copy of. */
const RunDatabase = z.object({
  owner: z.object({
    host: z.string(),
    port: z.number(),
    user: z.string(),
    password: z.string(),
    database: z.string(),
  }),
  masterKey: z.base64(),
})

declare module 'vitest' {
  interface ProvidedContext {
    database: z.infer<typeof RunDatabase>
  }
}

/** Sees to it that there is one PostgreSQL for the whole run: the first project that needs it starts it, and ends it. */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env['EVENHAND_TEST_DATABASE']
  if (running !== undefined) {
    project.provide('database', RunDatabase.parse(JSON.parse(running)))
    return undefined
  }
  const folder = await makeRunFolder()
  const { database, stop } = await startDatabase(join(folder, 'server'))
  project.provide('database', database)
  process.env['EVENHAND_TEST_DATABASE'] = JSON.stringify(database)
  // Made by the first test that starts a desk as a process.
  process.env['EVENHAND_TEST_MADE'] = join(folder, 'desk')
  return async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts it and migrates the database that the tests' own are copied from. */
async function startDatabase(folder: string) {
  const { owner, stop } = await startEmbedded({ folder, say: () => undefined, durable: false })
  const masterKey = randomBytes(32)
  await migrate(addressOf(owner, masterKey), masterKey)
  return { database: { owner, masterKey: masterKey.toString('base64') }, stop }
}
