import { afterAll, expect, test } from 'vitest'
import { testDesk } from '#test/desk.ts'
import { gathering } from './gathering.ts'
import { sql } from './statement.ts'

const desk = await testDesk()
afterAll(() => desk.close())

const join = sql`insert into members (org_id, handle, name, role, created_at)
  select $1, handle, 'together with ' || (select count(*) from json_array_elements($2::json)), 'agent', now()
  from json_to_recordset($2::json) as r (handle text)`
const rename = sql`update members set name = name || ', then' where org_id = $1 and handle = $2`
const close = sql`update members set name = name || ', last' where org_id = $1 and handle in (
  select handle from json_to_recordset($2::json) as r (handle text)
)`
const nameOf = sql`select name from members where org_id = $1 and handle = $2`

const row = (handle: string) => JSON.stringify({ handle })

const named = (handle: string) =>
  desk.db.withOrg(
    desk.org,
    async (tx) => (await tx.rows<{ name: string }>(nameOf, [tx.org, handle]))[0]?.name,
  )

test('rows for one statement are written together, and what rests on them after them', async () => {
  await desk.db.withOrg(desk.org, (tx) =>
    gathering(tx, async (gathered) => {
      for (const handle of ['ann', 'ben', 'cat']) {
        gathered.addRow(close, row(handle), 'last')
        gathered.addRow(join, row(handle))
        gathered.write(rename, [tx.org, handle])
      }
      await Promise.resolve()
    }),
  )

  expect(await Promise.all(['ann', 'ben', 'cat'].map(named))).toEqual(
    Array.from({ length: 3 }, () => 'together with 3, then, last'),
  )
})

test('a question sees all that was written before it', async () => {
  const seen = await desk.db.withOrg(desk.org, (tx) =>
    gathering(tx, async (gathered) => {
      gathered.addRow(join, row('dan'))
      const before = await gathered.rows(nameOf, [tx.org, 'dan'])
      gathered.addRow(join, row('eve'))
      return before
    }),
  )

  expect(seen).toEqual([{ name: 'together with 1' }])
  expect(await named('eve')).toBe('together with 1')
})

test('a question about one thing sees what was written of it, and leaves what names it not', async () => {
  const seen = await desk.db.withOrg(desk.org, (tx) =>
    gathering(tx, async (gathered) => {
      gathered.addRow(join, row('gus'))
      await gathered.rowsOf('hal', nameOf, [tx.org, 'hal'])
      gathered.addRow(join, row('hal'))
      return gathered.rowsOf('hal', nameOf, [tx.org, 'hal'])
    }),
  )

  expect(seen).toEqual([{ name: 'together with 2' }])
})

test('a row that cannot be written fails them all', async () => {
  const writing = desk.db.withOrg(desk.org, (tx) =>
    gathering(tx, async (gathered) => {
      gathered.addRow(join, row('fay'))
      gathered.addRow(join, row('fay'))
      await Promise.resolve()
    }),
  )

  await expect(writing).rejects.toThrow('duplicate key')
  expect(await named('fay')).toBeUndefined()
})
