import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { addressOf } from './roles.ts'
import { sql } from './statement.ts'

test('a desk that starts with another master key is refused, and the right one is not locked out by that', async () => {
  const database = await testDatabase()
  const db = openDatabase(database.address, { app: 1, worker: 1 })
  onTestFinished(async () => {
    await db.close()
    await database.drop()
  })
  const passwords = () =>
    db.asOwner((tx) =>
      tx.rows(sql`select rolname, rolpassword from pg_authid where rolname like 'evenhand%' order by 1`),
    )
  const before = await passwords()

  const otherKey = randomBytes(32)
  await expect(migrate(addressOf(database.owner, otherKey), otherKey)).rejects.toThrow('another master key')
  expect(await passwords()).toEqual(before)
})
