import { expect, test } from 'vitest'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { sql } from '#server/store/statement.ts'
import { headTheHour, verifyHeads } from '#server/work/audit-cases.ts'
import { writeNote } from './case-commands.ts'
import { showAudit } from './show-desk.ts'

/** One look at the hourly heads, as a running desk takes it every minute. */
async function heads(desk: TestDesk) {
  await desk.settle()
  await headTheHour(desk)
  await verifyHeads(desk)
}

/** A desk whose first hour is headed, with two cases in it; it is the next hour. */
async function headed() {
  const desk = await aDeskAlone()
  const { caseId } = await desk.take()
  await desk.take({ from: { email: 'bob@example.org' } })
  await heads(desk)
  desk.wait('PT1H')
  return { desk, caseId }
}

test('the hourly heads grow by one an hour in which something happened, and by none in an hour in which nothing did', async () => {
  const { desk, caseId } = await headed()
  await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'Called.' })
  await heads(desk)
  await heads(desk)
  desk.wait('PT3H')
  await heads(desk)

  const rows = await desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ n: number }>(sql`select n from chain_heads order by n`),
  )
  expect(rows.map(({ n }) => n)).toEqual([1, 2])
  expect(desk.alarms).toEqual([])
})

test.each([
  [
    'a case that was deleted with everything about it',
    [sql`delete from events where case_id = $1`, sql`delete from cases where id = $1`],
  ],
  ['a case of which only the row was deleted', [sql`delete from cases where id = $1`]],
  [
    'a tail that was cut, with the row made to fit',
    [
      sql`delete from events e where case_id = $1 and seq = (select max(seq) from events where case_id = e.case_id)`,
      sql`update cases c set head = (select hash from events e where e.case_id = c.id order by seq desc limit 1) where id = $1`,
    ],
  ],
  [
    'a chain that was written anew, hashes and all',
    [
      sql`update events set hash = sha256(hash) where case_id = $1`,
      sql`update cases c set head = (select hash from events e where e.case_id = c.id order by seq desc limit 1) where id = $1`,
    ],
  ],
  ['a stretch of the feed that was taken out', [sql`delete from feed where case_id = $1`]],
  ['a head that was taken out', [sql`delete from chain_heads where n = 1 and $1::text is not null`]],
])('the hourly heads show %s', async (_, statements) => {
  const { desk, caseId } = await headed()
  await desk.take({ from: { email: 'carl@example.org' } })
  await heads(desk)
  await desk.db.asOwner(async (tx) => {
    for (const statement of statements) await tx.rows(statement, [caseId])
  })

  desk.wait('PT1H')
  await verifyHeads(desk)
  await verifyHeads(desk)

  expect(desk.alarms).toEqual([{ breach: 'chain-broken', org: desk.org, caseId: desk.org }])
  expect(await showAudit(desk, desk.admin)).toMatchObject({ chainBroken: 1 })
})
