import { afterAll, expect, test } from 'vitest'
import { testDesk } from '#test/desk.ts'
import { sql } from './statement.ts'

const desk = await testDesk()
afterAll(() => desk.close())

const note = sql`insert into members (org_id, handle, name, role, created_at) values ($1, $2, $2, 'agent', now())`
const count = sql`select count(*)::int as found from members where org_id = $1 and handle = $2`
const nonsense = sql`select 1 / (select count(*) from members where handle = 'nobody')`

const found = (handle: string) =>
  desk.db.withOrg(
    desk.org,
    async (tx) => (await tx.rows<{ found: number }>(count, [tx.org, handle]))[0]?.found,
  )

test('a statement that nobody waits for fails its transaction, and nothing of it stays', async () => {
  const writing = desk.db.withOrg(desk.org, async (tx) => {
    tx.write(note, [tx.org, 'ann'])
    tx.write(nonsense)
  })

  await expect(writing).rejects.toThrow('division by zero')
  expect(await found('ann')).toBe(0)
})

test('a failure that somebody swallows does not pass for a commit', async () => {
  const writing = desk.db.withOrg(desk.org, async (tx) => {
    tx.write(note, [tx.org, 'ben'])
    await tx.rows(nonsense).catch(() => [])
  })

  await expect(writing).rejects.toThrow('A statement failed')
  expect(await found('ben')).toBe(0)
})

test('the last question commits what came before it', async () => {
  const answer = await desk.db.withOrg(desk.org, (tx) => {
    tx.write(note, [tx.org, 'cat'])
    return tx.last<{ found: number }>(count, [tx.org, 'cat'])
  })
  expect(answer).toEqual([{ found: 1 }])
  expect(await found('cat')).toBe(1)
})

test('after the last question nothing can be asked', async () => {
  const asking = desk.db.withOrg(desk.org, async (tx) => {
    await tx.last(note, [tx.org, 'dan'])
    return tx.rows(count, [tx.org, 'dan'])
  })

  await expect(asking).rejects.toThrow('this transaction is over')
})

test('a connection whose transaction failed serves the next one as ever', async () => {
  const failing = Array.from({ length: 12 }, () => desk.db.withOrg(desk.org, (tx) => tx.rows(nonsense)))
  await Promise.allSettled(failing)

  expect(await Promise.all(Array.from({ length: 12 }, () => found('cat')))).toEqual(
    Array.from({ length: 12 }, () => 1),
  )
})
