import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { glanceAt } from '#domain/case/glance.ts'
import { readCase, type SavedCase } from '#domain/case/read-case.ts'
import { sql } from '#server/store/statement.ts'
import { ring } from '#server/work/clock.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { closeSettled } from '#test/settle-case.ts'
import { auditCase } from './audit-case.ts'
import { reopen } from './case-commands.ts'
import { escalate } from './escalate.ts'
import { promise } from './promise.ts'
import { showCases } from './show-cases.ts'
import { snooze } from './snooze.ts'

type Row = { id: string; fold: SavedCase; glance: unknown }

const rowsOf = (desk: TestDesk) =>
  desk.db.withOrg(desk.org, (tx) => tx.rows<Row>(sql`select id, fold, glance from cases order by id`))

const glances = async (desk: TestDesk) => (await rowsOf(desk)).map(({ glance }) => glance)

let counted = 0
const aCase = async (desk: TestDesk) =>
  (await desk.take({ from: { email: `glanced-${++counted}@example.org`, name: 'Ada' } })).caseId

/** A desk with cases in many states: new, offered, promised, resting, closed, reopened, and late. */
async function busyDesk() {
  const desk = await aDesk()
  const [offered, promised, closed, reopened] = [
    await aCase(desk),
    await aCase(desk),
    await aCase(desk),
    await aCase(desk),
  ]
  await escalate(desk, desk.admin, { ...(await desk.on(offered)), reason: 'Please look.' })
  const dueAt = desk.now().add({ hours: 2 }).toString()
  await promise(desk, desk.admin, { ...(await desk.on(promised)), what: 'A call', dueAt })
  for (const id of [closed, reopened]) await closeSettled(desk, id)
  await reopen(desk, desk.admin, { ...(await desk.on(reopened)) })
  desk.wait('PT100H')
  while ((await ring(desk)) > 0);
  const resting = await aCase(desk)
  const until = desk.now().add({ minutes: 30 }).toString()
  await snooze(desk, desk.admin, { ...(await desk.on(resting)), until, reason: 'They are away.' })
  return desk
}

test('what a list says of a case is what its own page says', async () => {
  const desk = await busyDesk()

  const { cases } = await showCases(desk, desk.admin, { state: 'any', limit: 200, snoozed: 'any' })

  expect(cases.length).toBeGreaterThan(4)
  expect(cases.some(({ nextDue }) => nextDue?.near)).toBe(true)
  for (const { position: _, found: __, ...row } of cases) expect(await desk.see(row.id)).toMatchObject(row)
  for (const { fold, glance } of await rowsOf(desk)) expect(glance).toEqual(glanceAt(readCase(fold)))
})

test('cases of before are given the same when the desk is brought up to date', async () => {
  const desk = await busyDesk()
  const before = await glances(desk)
  const migration = await readFile(new URL('../../../migrations/0022_lists.sql', import.meta.url), 'utf8')
  const [text = ''] = /^update cases c set glance[^;]*;/m.exec(migration) ?? []

  await desk.db.asOwner((tx) => tx.rows({ name: '', text }))

  expect(await glances(desk)).toEqual(before)
})

test('a list that does not say what its case says is told and put right', async () => {
  const desk = await aDesk()
  const id = await aCase(desk)
  const before = await glances(desk)
  await desk.db.asOwner((tx) => tx.rows(sql`update cases set glance = '{"seq": 1, "failures": 7}'`))

  await auditCase(desk, desk.org, id)

  expect(desk.alarms).toHaveLength(1)
  expect(await glances(desk)).not.toEqual(before)
  const [row] = await rowsOf(desk)
  expect(row && row.glance).toEqual(row && glanceAt(readCase(row.fold)))
})
