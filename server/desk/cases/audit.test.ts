import { describe, expect, test } from 'vitest'
import { underAldera } from '#test/aldera.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { sql, type Statement } from '#server/store/statement.ts'
import { auditSome } from '#server/work/audit-cases.ts'
import { ring } from '#server/work/clock.ts'
import { showAudit } from './show-desk.ts'

/** What somebody with the owner's password does to a row behind the desk's back. */
const tamper = (desk: TestDesk, statement: Statement, ...values: unknown[]) =>
  desk.db.asOwner((tx) => tx.rows(statement, values))

/** One look of the audit, as a running desk takes it every few seconds. */
async function audit(desk: TestDesk) {
  await desk.settle()
  await auditSome(desk, new Map())
  await desk.settle()
}

const typesOf = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events.map(({ type }) => type)

test('a desk in order raises no alarm, and says up to when it has been verified', async () => {
  const desk = await underAldera(await aDeskAlone())
  const { caseId } = await desk.take()
  await desk.take({ from: { email: 'bob@example.org' } })
  await desk.pass('PT5H')

  await audit(desk)

  expect(desk.alarms).toEqual([])
  expect(await typesOf(desk, caseId)).not.toContain('breach-found')
  expect(await showAudit(desk, desk.admin)).toMatchObject({
    chainBroken: 0,
    ownerless: 0,
    clockless: 0,
    verifiedTo: desk.now().toString(),
  })
})

describe('an open case', () => {
  test('without an owner is found, given its owner back, offered to somebody higher, and told', async () => {
    const desk = await underAldera(await aDeskAlone())
    const { caseId } = await desk.take()
    const { owner } = await desk.see(caseId)
    await tamper(desk, sql`update cases set owner = null where id = $1`, caseId)
    expect(await showAudit(desk, desk.admin)).toMatchObject({ ownerless: 1 })

    await audit(desk)

    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({ owner, offer: { to: { id: 'lee' }, trigger: 'audit' } })
    expect(kase.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['breach-found', 'breach-mended']),
    )
    expect(desk.alarms).toMatchObject([{ breach: 'ownerless', caseId }])
    expect(await showAudit(desk, desk.admin)).toMatchObject({ ownerless: 0 })
  })

  test('without a date is found, given its date back, offered to somebody higher, and told', async () => {
    const desk = await underAldera(await aDeskAlone())
    const { caseId } = await desk.take()
    const { nextDueAt } = await desk.see(caseId)
    await tamper(desk, sql`update cases set next_due_at = null, look_again_at = null where id = $1`, caseId)
    expect(await showAudit(desk, desk.admin)).toMatchObject({ clockless: 1 })

    await audit(desk)

    const [row] = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows<{ due: Temporal.Instant }>(sql`select next_due_at as due from cases`),
    )
    expect(row?.due.toString()).toBe((await desk.see(caseId)).nextDueAt)
    expect((await desk.see(caseId)).deadlines.map(({ dueAt }) => dueAt)).toContain(nextDueAt)
    expect(await desk.see(caseId)).toMatchObject({ offer: { trigger: 'audit' } })
    expect(desk.alarms).toMatchObject([{ breach: 'clockless', caseId }])
  })

  test('whose clock was only put out of reach is found too, though nothing on it looks missing', async () => {
    const desk = await underAldera(await aDeskAlone())
    const { caseId } = await desk.take()
    await tamper(
      desk,
      sql`update cases set look_again_at = '2100-01-01', next_due_at = '2100-01-01' where id = $1`,
      caseId,
    )

    await audit(desk)
    await desk.pass('PT4H')

    expect(desk.alarms).toMatchObject([{ breach: 'fold-differs', caseId }])
    expect((await desk.see(caseId)).missed).toBe(1)
  })

  test('is mended once: looking again finds nothing more', async () => {
    const desk = await underAldera(await aDeskAlone())
    const { caseId } = await desk.take()
    await tamper(desk, sql`update cases set owner = null where id = $1`, caseId)

    await audit(desk)
    await audit(desk)
    await audit(desk)

    expect((await typesOf(desk, caseId)).filter((type) => type === 'breach-found')).toHaveLength(1)
    expect(desk.alarms).toHaveLength(1)
  })

  test('is told again when it breaks again after an hour', async () => {
    const desk = await underAldera(await aDeskAlone())
    const { caseId } = await desk.take()
    for (const _ of [1, 2]) {
      await tamper(desk, sql`update cases set owner = null where id = $1`, caseId)
      await audit(desk)
      desk.wait('PT1H')
    }

    expect(desk.alarms).toHaveLength(2)
  })
})

describe('a case whose row does not say what its chain says', () => {
  test.each([
    ['a failure less', sql`update cases set fold = jsonb_set(fold, '{failures}', '0') where id = $1`],
    [
      'another owner',
      sql`update cases set owner = 'sue', fold = jsonb_set(fold, '{owner}', '"sue"') where id = $1`,
    ],
    [
      'closed',
      sql`update cases set state = 'closed', fold = jsonb_set(fold, '{state}', '"closed"') where id = $1`,
    ],
    ['no dates', sql`update cases set fold = jsonb_set(fold, '{deadlines}', '[]') where id = $1`],
    ['nothing at all', sql`update cases set fold = '{}' where id = $1`],
  ])('%s is told as its chain tells it again, and told', async (_, statement) => {
    const desk = await underAldera(await aDeskAlone())
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 30 1234567' } })
    const before = await desk.see(caseId)
    await tamper(desk, statement, caseId)

    await audit(desk)

    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({
      state: 'open',
      owner: before.owner,
      failures: 1,
      offer: { trigger: 'audit' },
    })
    expect(kase.deadlines).toEqual(expect.arrayContaining(before.deadlines))
    expect(desk.alarms).toMatchObject([{ breach: 'fold-differs', caseId }])
  })
})

describe('a chain that was touched', () => {
  test.each([
    [
      'an event was changed',
      sql`update events set data = '{"reason":"reopened","about":"x"}' where case_id = $1 and type = 'contact-failed'`,
    ],
    [
      'an event was given to somebody else',
      sql`update events set actor = 'member:abe' where case_id = $1 and seq = 2`,
    ],
    [
      'an event was dated back',
      sql`update events set at = at - interval '1 hour' where case_id = $1 and seq = 2`,
    ],
    ['an event was taken out', sql`delete from events where case_id = $1 and seq = 3`],
    ['the first event was taken out', sql`delete from events where case_id = $1 and seq = 1`],
    [
      'the tail was cut',
      sql`delete from events e where case_id = $1 and seq = (select max(seq) from events where case_id = e.case_id)`,
    ],
    ['all of it was taken out', sql`delete from events where case_id = $1`],
  ])(
    'is found when %s: it is told, somebody higher is asked to look, and it stays in the books',
    async (_, statement) => {
      const desk = await underAldera(await aDeskAlone())
      const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 30 1234567' } })
      await tamper(desk, statement, caseId)

      await audit(desk)
      await audit(desk)

      const kase = await desk.see(caseId)
      expect(desk.alarms).toEqual([{ breach: 'chain-broken', org: desk.org, caseId }])
      expect(await showAudit(desk, desk.admin)).toMatchObject({ chainBroken: 1 })
      expect(kase.events.filter(({ type }) => type === 'breach-found')).toMatchObject([
        { data: { breach: 'chain-broken' } },
      ])
      expect(kase.offer).toMatchObject({ to: { id: 'lee' }, trigger: 'audit' })
    },
  )

  test('leaves the others alone: they are verified, and their clocks ring', async () => {
    const desk = await underAldera(await aDeskAlone())
    const { caseId: touched } = await desk.take()
    const { caseId: other } = await desk.take({ from: { email: 'bob@example.org' } })
    await tamper(desk, sql`update events set actor = 'member:abe' where case_id = $1 and seq = 2`, touched)

    await audit(desk)
    desk.wait('PT5H')
    await ring(desk)

    expect(desk.alarms).toHaveLength(1)
    expect((await desk.see(other)).missed).toBe(1)
  })
})
