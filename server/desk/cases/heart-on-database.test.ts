import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOpen } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { reconcile } from '#domain/case/reconcile.ts'
import type { Tx } from '#server/store/database.ts'
import { sql } from '#server/store/statement.ts'
import { casesAfter } from '#server/store/audits.ts'
import { readCaseRow } from '#server/store/cases.ts'
import { ring } from '#server/work/clock.ts'
import { testDesk } from '#test/desk.ts'
import { diceFrom } from '#test/dice.ts'
import { manyComplain, plantedWord, type Busy } from '#test/many-complain.ts'
import { auditCase } from './audit-case.ts'
import { showAudit } from './show-desk.ts'

/** In `npm test` a part of what EVENHAND_HISTORIES=10000 lives; the rules alone are held by domain/case/heart.test.ts. */
const histories = Number(process.env.EVENHAND_HISTORIES ?? 1200)
const seed = Date.now() % 1_000_000
/** Said when something is wrong: the same dice make the same histories, though not at the same moments. */
const dice = `The dice began with ${seed}.`
const desk = await testDesk()
afterAll(() => desk.close())

/** The histories, in four parts with half a working day between them in which the clock rings. */
const parts: Busy[] = []
beforeAll(async () => {
  for (let part = 0; part < 4; part += 1) {
    parts.push(await manyComplain(desk, histories / 4, (lane) => diceFrom(seed + part * 100 + lane)))
    desk.wait('PT4H')
    while ((await ring(desk)) > 0);
  }
  await desk.settle()
}, 1_200_000)

const sum = (count: (busy: Busy) => number) => parts.reduce((total, part) => total + count(part), 0)

async function* everyCase() {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const some = await desk.db.withOrg(desk.org, (tx) => casesAfter(tx, after, 8))
    const last = some.at(-1)
    if (!last) return
    yield some.map(({ id }) => id)
    after = last.id
  }
}

test('random histories were lived, several at a time, and people were erased in between', () => {
  expect(sum((busy) => busy.histories)).toBeGreaterThanOrEqual(histories)
  expect(sum((busy) => busy.erasedPeople)).toBeGreaterThan(histories / 10)
})

test('every case is what its chain tells, and every chain holds, also of people who were erased', async () => {
  let cases = 0
  for await (const some of everyCase()) {
    cases += some.length
    await Promise.all(some.map((id) => auditCase(desk, desk.org, id)))
  }

  expect({ dice, alarms: desk.alarms }).toEqual({ dice, alarms: [] })
  expect(cases).toBeGreaterThan(histories / 2)
  expect(await showAudit(desk, desk.admin)).toMatchObject({ ownerless: 0, clockless: 0, chainBroken: 0 })
}, 600_000)

test('nothing is left to be done for a case that has lain in the database', async () => {
  const now = desk.now()
  for await (const some of everyCase())
    await desk.db.withOrg(desk.org, async (tx) => {
      for (const id of some) {
        const row = await readCaseRow(tx, id)
        if (!row) throw new Error('A case that was found is there.')
        const kase = readCase(row.fold)
        const { house } = await desk.policies.version(tx, kase.policy)
        expect(reconcile(kase, house, now)).toEqual([])
        expect(isOpen(kase) && kase.deadlines.every(({ state }) => state !== 'running')).toBe(false)
      }
    })
}, 600_000)

test('no table holds a word or an address of anybody who was erased', async () => {
  const erased = new Set(parts.flatMap(({ erasedWords }) => [...erasedWords]))
  const left: string[] = []
  let found = 0
  await desk.db.asOwner(async (tx) => {
    for (const { table, column, type } of await columns(tx))
      for (const text of await textsIn(tx, { table, column, type }))
        for (const [word] of text.matchAll(plantedWord)) {
          found += 1
          if (erased.has(word)) left.push(`${table}.${column}: ${text.slice(0, 200)}`)
        }
  })

  expect({ dice, left: left.slice(0, 20) }).toEqual({ dice, left: [] })
  expect(found).toBeGreaterThan(histories)
}, 600_000)

type Column = { table: string; column: string; type: string }

/** Every column that can hold words, in whatever schema but the database's own. */
const columns = (tx: Tx) =>
  tx.rows<Column>(
    sql`select format('%I.%I', table_schema, table_name) as table, quote_ident(column_name) as column, data_type as type
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
      and data_type in ('text', 'json', 'jsonb', 'bytea', 'ARRAY', 'tsvector', 'character varying')`,
  )

/** What stands in a column, where it holds one of our words; bytes are read as the letters that they are. */
async function textsIn(tx: Tx, { table, column, type }: Column): Promise<string[]> {
  const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`
  const rows = await tx.rows<{ text: string }>({
    name: `words in ${table}.${column}`,
    text: `select ${text} as text from ${table} where ${text} like '%zq%'`,
  })
  return rows.map((row) => row.text)
}

test('the counters of the audit are what counting row by row gives', async () => {
  const [counted] = await desk.db.asOwner((tx) =>
    tx.rows(sql`select
      (select count(*) from items)::int as items,
      (select count(*) from items where outcome is null)::int as waiting,
      (select count(*) from items where outcome = 'opened')::int as opened,
      (select count(*) from items where outcome = 'joined')::int as joined,
      (select count(*) from items where outcome = 'set-aside')::int as "setAside",
      (select count(*) from items where outcome = 'quarantined')::int as quarantined,
      (select count(*) from cases)::int as cases,
      (select count(*) from cases where state = 'open')::int as open,
      (select count(*) from work where state = 'done' and attempts > 0 and not exists (
        select 1 from events e where e.type = 'reply-arrived' and e.data->>'message' = work.message_id::text))::int as sent,
      (select count(*) from work where state = 'in-doubt')::int as "inDoubt",
      (select count(*) from work where state in ('queued', 'doing'))::int as queued`),
  )

  expect(counted).toBeDefined()
  expect(await showAudit(desk, desk.admin)).toMatchObject(counted ?? {})
})
