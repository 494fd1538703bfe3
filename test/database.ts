import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { DatabaseAddress } from '#server/store/database.ts'
import type { Embedded } from '#server/store/embedded.ts'
import { addressOf } from '#server/store/roles.ts'

/** A database of a test's own, migrated and empty. `address` has the three roles, `owner` the owner alone. */
export type TestDatabase = {
  name: string
  owner: Embedded['owner']
  address: DatabaseAddress
  masterKey: Buffer
  /** Drops it, whoever is still connected. What is not dropped goes with the run's server. */
  drop(): Promise<void>
}

/** Copies the migrated database; tens of milliseconds. */
export async function testDatabase(): Promise<TestDatabase> {
  const { owner: template, masterKey } = inject('database')
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(`create database ${name} template ${template.database} strategy file_copy`)
  const owner = { ...template, database: name }
  const key = Buffer.from(masterKey, 'base64')
  const drop = () => administer(`drop database if exists ${name} with (force)`)
  return { name, owner, address: addressOf(owner, key), masterKey: key, drop }
}

/** Says it from a database that nobody copies, as a copy may be made only of one that nobody uses. */
async function administer(statement: string) {
  const client = new Client({ ...inject('database').owner, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
