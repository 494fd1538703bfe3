import { join } from 'node:path'
import type pg from 'pg'
import type { Config } from './config.ts'
import { readMasterKey } from './master-key.ts'
import { openDatabase, type Database, type DatabaseAddress, type PoolSizes } from './store/database.ts'
import { startEmbedded } from './store/embedded.ts'
import { migrate } from './store/migrate.ts'
import { addressOf } from './store/roles.ts'

/** The database, migrated and open, and the key that everything else is wrapped by. */
export type OpenHouse = {
  db: Database
  address: DatabaseAddress
  masterKey: Buffer
  /** Another way to the same database, with connections of its own: nobody who uses one up keeps the others waiting. */
  besides(sizes: PoolSizes): Database
  close(): Promise<void>
}

/** Opens the database that the configuration names, or the embedded one, and brings it up to date. */
export async function openHouse(config: Config, say: (line: string) => void): Promise<OpenHouse> {
  const masterKey = await readMasterKey(config.EVENHAND_DATA, config.EVENHAND_MASTER_KEY)
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbedded({ folder: join(config.EVENHAND_DATA, 'database'), say })
      : undefined
  try {
    const owner: pg.ClientConfig = embedded?.owner ?? { connectionString: config.DATABASE_URL }
    const urls = { app: config.DATABASE_APP_URL, worker: config.DATABASE_WORKER_URL }
    const address = addressOf(owner, masterKey, urls)
    await migrate(address, masterKey, urls)
    const db = openDatabase(address)
    const all = [db]
    return {
      db,
      address,
      masterKey,
      besides(sizes) {
        const another = openDatabase(address, sizes)
        all.push(another)
        return another
      },
      async close() {
        await Promise.all(all.map((each) => each.close()))
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
