import { describe, expect, test } from 'vitest'
import { ledgerLines, standsAt } from '#domain/remedy/ledger.ts'
import { applyEvent } from '#domain/case/apply-event.ts'
import { openCase } from '#domain/case/open-case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { listedCase } from '#server/store/case-list.ts'
import { chainOf } from '#server/store/events.ts'
import { booksOf } from '#server/store/remedy-ledger.ts'
import { sql } from '#server/store/statement.ts'
import { about, gives, owedRefund, person, remedyDesk } from '#test/remedy-desk.ts'
import { auditCases } from '../cases/audit-case.ts'
import { readEvent } from '../cases/read-event.ts'
import { showAuthority } from '../cases/show-authority.ts'
import { showLedger, takeLedgerAlong } from './show-ledger.ts'
import { approveRemedy } from './sign-remedy.ts'
import { reverseRemedy, withdrawRemedy } from './take-remedy-back.ts'

describe('the ledger', () => {
  test('comes to what the cases tell, however a remedy went', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [ann, lee, sue] = [person(desk, 'ann'), person(desk, 'lee', 'lead'), person(desk, 'sue')]
    await gives(desk, ann, caseId, { amount: 3_000 })
    const back = await gives(desk, ann, caseId, { amount: 2_000 })
    await reverseRemedy(desk, lee, { ...about(back), reason: 'The bank sent it back.' })
    const off = await gives(desk, ann, caseId, { amount: 30_000 })
    await approveRemedy(desk, sue, about(off))
    await withdrawRemedy(desk, ann, about(off))
    const kept = await gives(desk, ann, caseId, { amount: 40_000 })
    desk.wait('PT1S')
    await approveRemedy(desk, sue, about(kept))

    const { lines, sums } = await showLedger(desk, desk.admin, { by: 'rung', limit: 500 })

    expect(sums.map(({ name, committed, given }) => [name, committed, given])).toEqual(
      [
        ['Second line', 40_000, 0],
        ['Front line', 3_000, 3_000],
      ].toSorted((a, b) => Number(b[2]) - Number(a[2])),
    )
    expect(lines[0]).toMatchObject({ entry: 'approved', running: 3_000 })

    // Page by page they are the same lines, none twice and none left out.
    const paged: typeof lines = []
    for (let after: string | undefined; ;) {
      const page = await showLedger(desk, desk.admin, { by: 'rung', limit: 2, ...(after && { after }) })
      expect(page.lines.length).toBeLessThanOrEqual(2)
      paged.push(...page.lines)
      if (page.next === null) break
      after = page.next
    }
    expect(paged).toEqual(lines)
    const {
      told,
      kept: rows,
      remedies,
    } = await desk.db.withOrg(desk.org, async (tx) => {
      const chain = (await chainOf(tx, caseId)).map(readEvent)
      const row = await listedCase(tx, caseId)
      const [opened, ...rest] = chain
      if (opened?.type !== 'case-opened' || !row) throw new Error('A case begins with its opening.')
      const folded = rest.reduce(applyEvent, openCase(caseId, opened))
      const ids = (folded.remedies ?? []).map(({ id }) => id)
      return {
        told: ledgerLines(openCase(caseId, opened), rest),
        kept: await booksOf(tx, ids),
        remedies: readCase(row.fold).remedies ?? [],
      }
    })
    expect(told).toHaveLength(lines.length)
    const books = new Map(rows.map((row) => [row.id, { committed: row.committed, given: row.given }]))
    for (const remedy of remedies)
      expect(books.get(remedy.id) ?? { committed: 0, given: 0 }).toEqual(standsAt(remedy))
  })

  test('is taken along without a name or a word of the customer, and nothing in it is a formula', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    await gives(desk, person(desk, 'ann'), caseId, {
      reason: 'Ada Lovelace, ada@example.org, was charged twice.',
    })

    const { name, csv: text } = await takeLedgerAlong(desk, desk.admin, {})

    expect(text.split('\r\n')[0]).toContain('at,case,remedy,entry')
    expect(text).toContain(',given,entitlement,refund,EUR,40.00,40.00,40.00,front,ann,ann,')
    expect(name).toBe('remedies-2026-11-01.csv')
    expect(text).not.toMatch(/ada|lovelace/i)
  })

  test('can be added to and nothing else', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    await gives(desk, person(desk, 'ann'), caseId)

    await expect(
      desk.db.withOrg(desk.org, (tx) =>
        tx.rows(sql`update remedy_ledger set given = 0 where org_id = $1`, [tx.org]),
      ),
    ).rejects.toThrow('permission denied')
    await expect(
      desk.db.withOrg(desk.org, (tx) => tx.rows(sql`delete from remedy_ledger where org_id = $1`, [tx.org])),
    ).rejects.toThrow('permission denied')
  })

  test('is held against the cases by the audit: a line too many alarms, once, and asks somebody to look', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId)
    await auditCases(desk, desk.org, [caseId])
    expect(desk.alarms).toEqual([])

    await desk.db.asOwner((tx) =>
      tx.rows(
        sql`insert into remedy_ledger select org_id, gen_random_uuid(), case_id, remedy_id, at, entry, sort, what, currency,
          committed, given, rung, authority, signer, policy, rule from remedy_ledger where remedy_id = $1`,
        [id],
      ),
    )
    await auditCases(desk, desk.org, [caseId])
    await auditCases(desk, desk.org, [caseId])

    expect(desk.alarms).toEqual([expect.objectContaining({ breach: 'ledger-differs', caseId })])
    expect((await desk.see(caseId)).events.map(({ type }) => type)).toContain('breach-found')
  })

  test('says per rung what it could have given by itself, and what it gave', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    await owedRefund(desk, 'bob@example.org')
    await gives(desk, person(desk, 'ann'), caseId, { amount: 3_000 })

    const { rungs } = await showAuthority(desk, desk.admin, {})

    expect(rungs.find(({ rung }) => rung.id === 'front')).toMatchObject({
      cases: 2,
      could: 10_000,
      gave: 3_000,
      elsewhere: 0,
    })
  })

  test('tells what a rung signed on the cases of another apart from what it could have given on its own', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    await approveRemedy(desk, person(desk, 'sue'), about(id))

    const { rungs } = await showAuthority(desk, desk.admin, {})
    const signing = rungs.filter(({ elsewhere, gave }) => elsewhere + gave > 0)
    expect(signing).toMatchObject([{ cases: 0, could: 0, gave: 0, elsewhere: 20_000 }])
    expect(rungs.find(({ rung }) => rung.id === 'front')).toMatchObject({ gave: 0, elsewhere: 0 })
  })
})
