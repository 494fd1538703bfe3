import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { openDatabase } from './database.ts'
import { sql } from './statement.ts'
import { aliveLocks, type Station } from './station.ts'

const heard: string[] = []

async function aHouse() {
  const database = await testDatabase()
  const db = openDatabase(database.address, { app: 1, worker: 2 })
  const leaving = new AbortController()
  onTestFinished(async () => {
    leaving.abort()
    await db.close()
    await database.drop()
  })
  const station = (alive: number): Promise<Station> =>
    db.listen({ some_channel: (said) => heard.push(`${alive} ${said}`) }, alive, leaving.signal)
  /** As when the server is restarted, or a line is cut. */
  const cutOff = (alive: number) =>
    db.asOwner((tx) =>
      tx.rows(
        sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1 and objsubid = 2`,
        [alive],
      ),
    )
  return { db, station, cutOff, leave: () => leaving.abort() }
}

test('what one process has claimed no other gets, until it is given back', async () => {
  const { station } = await aHouse()
  const [first, second] = [await station(1), await station(2)]

  expect(await first.claim(7n)).not.toBeNull()
  expect(await first.claim(7n)).toBeNull()
  expect(await second.claim(7n)).toBeNull()
  expect(await second.claim(8n)).not.toBeNull()

  await first.release(7n)
  expect(await second.claim(7n)).not.toBeNull()
})

test('a process that is cut off loses what it had, hears of it, and comes back to hear what it missed', async () => {
  const { station, cutOff } = await aHouse()
  const [first, second] = [await station(3), await station(4)]
  const lost = await first.claim(9n)
  expect(lost?.aborted).toBe(false)

  heard.length = 0
  await expect.poll(async () => (await cutOff(3)).length).toBe(1)
  await expect.poll(() => lost?.aborted).toBe(true)
  await expect.poll(async () => (await second.claim(9n)) !== null).toBe(true)
  await expect.poll(() => first.isThere()).toBe(true)
  expect(heard).toContain('3 ')
  expect(await first.claim(9n)).toBeNull()
})

test('a process hears what is said while the line that it lost still holds its place', async () => {
  const { db, station, cutOff } = await aHouse()
  const [isHeld, mayGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const before = db.asOwner(async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock($1, 6)`, [aliveLocks])
    isHeld.resolve()
    await mayGo.promise
  })
  await isHeld.promise
  await station(6)

  await db.asOwner((tx) => tx.rows(sql`select pg_notify('some_channel', 'a case was opened')`))
  await expect.poll(() => heard).toContain('6 a case was opened')
  mayGo.resolve()
  await before
  await expect.poll(async () => (await cutOff(6)).length).toBe(1)
})

test('a process that leaves while it is cut off does not come back', async () => {
  const { station, cutOff, leave } = await aHouse()
  const left = await station(5)
  await expect.poll(async () => (await cutOff(5)).length).toBe(1)
  await expect.poll(() => left.isThere(), { interval: 5 }).toBe(false)
  leave()

  heard.length = 0
  // Longer than it would rest before it comes back.
  await sleep(1200)
  expect(heard).toEqual([])
  expect(await cutOff(5)).toEqual([])
})
