import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

test('every test has a migrated database of its own, copied quickly', async () => {
  const first = await testDatabase()
  const before = performance.now()
  const second = await testDatabase()
  expect(performance.now() - before).toBeLessThan(5000)
  expect(second.name).not.toBe(first.name)

  const client = new Client(second.owner)
  await client.connect()
  const { rows } = await client.query<{ name: string }>('select name from migrations')
  await client.end()
  expect(rows.length).toBeGreaterThan(0)

  await Promise.all([first.drop(), second.drop()])
  await expect(new Client(first.owner).connect()).rejects.toThrow('does not exist')
})
