import { totalmem } from 'node:os'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { readMasterKey } from '#server/master-key.ts'
import { openDatabase, type Database } from '#server/store/database.ts'
import { startEmbedded } from '#server/store/embedded.ts'
import { migrate } from '#server/store/migrate.ts'
import { addressOf } from '#server/store/roles.ts'

/** The database of a data folder while it is filled, as a desk sees it and as its owner does. */
export type FillingDatabase = { db: Database; owner: Client; config: ClientConfig; masterKey: Buffer }

/**
 * Memory for the pages of so many cases. A table of less than a quarter of it stays in it, and is not read anew for each of
 * its indexes: that of the cases has forty-three, and two kilobytes for each case. What no page is put in is not taken.
 */
const pagesMbFor = (cases: number) =>
  Math.min(256 + Math.ceil(cases * 0.009), Math.floor(totalmem() / 2 ** 20 / 2))

/**
 * Starts the embedded database of a data folder, brings it up to date, and stops it when `act` has filled it with so many
 * cases. Until then it is not durable: what a crash leaves half full is thrown away.
 */
export async function withFillingDatabase<T>(
  folder: string,
  cases: number,
  act: (filling: FillingDatabase) => Promise<T>,
): Promise<T> {
  const masterKey = await readMasterKey(folder, undefined)
  const server = await startEmbedded({
    folder: join(folder, 'database'),
    say: () => undefined,
    durable: false,
    pagesMb: pagesMbFor(cases),
  })
  const config = server.owner
  const address = addressOf(config, masterKey)
  const owner = new Client(config)
  try {
    await migrate(address, masterKey)
    await owner.connect()
    // What is filled is counted at the end: whoever tidied up meanwhile would read it all once more.
    await owner.query('alter system set autovacuum = off')
    await owner.query('select pg_reload_conf()')
    const db = openDatabase(address, { app: 4, worker: 2 })
    try {
      const done = await act({ db, owner, config, masterKey })
      await owner.query('alter system reset autovacuum')
      return done
    } finally {
      await db.close()
    }
  } finally {
    await owner.end()
    await server.stop()
  }
}
