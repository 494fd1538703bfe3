import { expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { sql } from './statement.ts'

test('of two that wait for each other one is done after the other, and nobody is refused', async () => {
  const { db, org } = await aDesk()
  const both = Promise.withResolvers<void>()
  let holding = 0
  let times = 0
  const takeBoth = (first: number, second: number) =>
    db.withOrg(org, async (tx) => {
      times += 1
      await tx.rows(sql`select pg_advisory_xact_lock($1)`, [first])
      if (++holding === 2) both.resolve()
      await both.promise
      await tx.rows(sql`select pg_advisory_xact_lock($1)`, [second])
      return 'done'
    })

  expect(await Promise.all([takeBoth(460_011, 460_012), takeBoth(460_012, 460_011)])).toEqual([
    'done',
    'done',
  ])
  expect(times).toBe(3)
})
