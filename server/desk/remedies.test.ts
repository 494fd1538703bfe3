import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rulesUnlessSaid, type RemedyRules } from '#domain/remedy/caps.ts'
import { ledgerLines, standsAt } from '#domain/remedy/ledger.ts'
import { openCase, applyEvent } from '#domain/case/apply-event.ts'
import { readCase } from '#domain/case/read-case.ts'
import { listedCase } from '#server/store/case-list.ts'
import { chainOf } from '#server/store/events.ts'
import { booksOf } from '#server/store/remedy-ledger.ts'
import { sql } from '#server/store/statement.ts'
import { gives, owedRefund, person, remedyDesk, remedyOn } from '#test/remedy-desk.ts'
import type { TestDesk } from '#test/desk.ts'
import { refuseUnlessApprovable } from './approve-policy.ts'
import { auditCases } from './audit-case.ts'
import { enterFacts } from './case-commands.ts'
import { savePolicyDraft } from './draft-policy.ts'
import { enterAbsence } from './enter-absence.ts'
import { merge, undoMerge } from './merge.ts'
import { openReach } from './open-reach.ts'
import { holderOfPass } from './passes.ts'
import { versionAsked } from './policy-version-view.ts'
import { readEvent } from './read-event.ts'
import { saveRemedyRules } from './remedy-rules.ts'
import { showAuthority } from './show-authority.ts'
import { showLedger, takeLedgerAlong } from './show-ledger.ts'
import { showRemedies, weighRemedy } from './show-remedies.ts'
import { showWaitingRemedies } from './show-waiting-remedies.ts'
import { approveRemedy, declineRemedy, giveRemedy } from './sign-remedy.ts'
import { reverseRemedy, withdrawRemedy } from './take-remedy-back.ts'
import { makeToken } from './tokens.ts'

let asked = 0
const key = () => `asked-${++asked}`
const on = (remedyId: string) => ({ remedyId, key: key() })
const set = (desk: TestDesk, parts: Partial<RemedyRules>) => {
  desk.wait('PT1S')
  return saveRemedyRules(desk, desk.admin, { ...rulesUnlessSaid, ...parts, key: key() })
}

describe('what is owed', () => {
  test('is told with its rule, and how much of it one may sign alone', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)

    const shown = await showRemedies(desk, person(desk, 'ann'), { caseId })

    expect(shown.owed).toMatchObject({ what: 'refund', upTo: 100_000, left: 100_000, alone: 5_000 })
    expect(shown.owed.rule).toMatchObject({ table: 'entitlement', row: 'loss' })
    expect(shown.owed.rule?.because).toContain('same remedy')
  })

  test('is given at once within one’s own authority', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)

    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 5_000 })

    expect(await remedyOn(desk, caseId, id)).toMatchObject({
      state: 'given',
      amount: 5_000,
      currency: 'EUR',
      reason: 'Charged twice.',
      signed: { by: { id: 'ann' }, rung: { id: 'front' }, instead: null },
    })
  })

  test('above it is asked of somebody who may, by name and with a date, and signed by a second person', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [ann, lee] = [person(desk, 'ann'), person(desk, 'lee')]

    const id = await gives(desk, ann, caseId, { amount: 20_000 })

    const waits = await remedyOn(desk, caseId, id)
    expect(waits).toMatchObject({ state: 'proposed', asked: { rung: { id: 'lead' } } })
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'sign-by', state: 'running' }),
    )
    await expect(approveRemedy(desk, ann, on(id))).rejects.toThrow('four eyes')
    await expect(approveRemedy(desk, person(desk, 'abe'), on(id))).rejects.toThrow('Team lead may')
    await approveRemedy(desk, lee, on(id))
    await giveRemedy(desk, ann, on(id))
    expect(await remedyOn(desk, caseId, id)).toMatchObject({
      state: 'given',
      signed: { by: { id: 'lee' }, rung: { id: 'lead' } },
    })
  })

  test('ends where policy says, whoever signs; what is beyond is a gesture', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const kim = person(desk, 'kim')
    await gives(desk, kim, caseId, { amount: 90_000 })

    await expect(gives(desk, kim, caseId, { amount: 10_001 })).rejects.toThrow('more than policy owes')
    await expect(gives(desk, kim, caseId, { what: 'replacement' })).rejects.toThrow('another remedy')
    await gives(desk, kim, caseId, { amount: 10_000 })
  })

  test('is the same for somebody with a million followers', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const quiet = await showRemedies(desk, person(desk, 'ann'), { caseId })
    const facts = { followers: 1_200_000, verified: true, threat: true, press: true }

    await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts })

    expect(await showRemedies(desk, person(desk, 'ann'), { caseId })).toEqual(quiet)
  })

  test('given is the action that the customer waits for; a gesture and an apology are not', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const acts = async () => (await desk.see(caseId)).deadlines.find(({ kind }) => kind === 'act-by')?.state
    await gives(desk, person(desk, 'ann'), caseId, { sort: 'gesture', what: 'gift', amount: 500 })
    await gives(desk, person(desk, 'ann'), caseId, { what: 'apology', amount: 0 })
    const nothing = gives(desk, person(desk, 'ann'), caseId, { amount: 0 })
    await expect(nothing).rejects.toThrow('Nothing is no remedy')
    expect(await acts()).toBe('running')

    await gives(desk, person(desk, 'ann'), caseId)

    expect(await acts()).toBe('met')
  })
})

describe('a request for a signature', () => {
  test('that nobody answers goes up the ladder, again and again', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })

    await desk.pass('PT31M')
    expect((await remedyOn(desk, caseId, id))?.asked).toMatchObject({ of: { id: 'sue' } })
    await desk.pass('PT24H')

    expect(await remedyOn(desk, caseId, id)).toMatchObject({
      state: 'proposed',
      asked: { of: { id: 'kim' } },
    })
    expect((await showWaitingRemedies(desk, person(desk, 'kim'), { of: 'me' })).waiting).toHaveLength(1)
  })

  test('stands in the list of whoever is asked until they decide, with what it is for', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    const of = (await remedyOn(desk, caseId, id))?.asked?.of.id ?? ''
    const list = async (who: string) =>
      (await showWaitingRemedies(desk, person(desk, who), { of: 'me' })).waiting.map((one) => one.id)
    expect(await list(of)).toEqual([id])
    expect(await list('ann')).toEqual([])

    await declineRemedy(desk, person(desk, of), { ...on(id), reason: 'Ask them for the bill first.' })

    expect(await list(of)).toEqual([])
    expect(await remedyOn(desk, caseId, id)).toMatchObject({ state: 'declined', asked: null })
    await expect(approveRemedy(desk, person(desk, 'kim'), on(id))).rejects.toThrow('declined')
  })

  test('made by a token counts as the hand of whoever made the token', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    await desk.colleague('robot')
    const robot = { ...person(desk, 'robot'), hand: 'lee' }

    const id = await gives(desk, robot, caseId, { amount: 20_000 })

    expect((await remedyOn(desk, caseId, id))?.asked?.of.id).toBe('lou')
    await expect(approveRemedy(desk, person(desk, 'lee'), on(id))).rejects.toThrow('four eyes')
    await approveRemedy(desk, person(desk, 'lou'), on(id))
  })

  test('is not signed by a token of which nobody knows who made it', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    const { token } = await makeToken(desk, desk.org, { name: 'Old', role: 'agent', handle: 'lee' })
    const old = await holderOfPass(desk, token, ['token'])
    expect(old).toMatchObject({ handle: 'lee', isOfUnknownHand: true })

    await expect(approveRemedy(desk, old, on(id))).rejects.toThrow('who made this token')
  })

  test('for what policy does not owe any more is not signed', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    await enterFacts(desk, desk.admin, {
      ...(await desk.on(caseId)),
      facts: { harm: 'inconvenience', loss: 0, topic: 'product' },
    })

    await expect(approveRemedy(desk, person(desk, 'lee'), on(id))).rejects.toThrow('another remedy')
  })
})

describe('a gesture', () => {
  const gift = { sort: 'gesture', what: 'gift', amount: 2_000 } as const

  test('is granted by nobody who has looked at how far the voice carries: neither alone, nor by asking, nor by signing', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [ann, lee] = [person(desk, 'ann'), person(desk, 'lee')]
    const id = await gives(desk, ann, caseId, { ...gift, askOnly: true })
    for (const who of [ann, lee]) await openReach(desk, who, { caseId, key: key() })

    await expect(gives(desk, ann, caseId, gift)).rejects.toThrow('how far')
    await expect(approveRemedy(desk, lee, on(id))).rejects.toThrow('how far')
    const signer = person(desk, 'lou')
    await approveRemedy(desk, signer, on(id))
    await expect(giveRemedy(desk, ann, on(id))).rejects.toThrow('how far')
    await giveRemedy(desk, signer, on(id))
    await gives(desk, ann, caseId, { amount: 1_000 })
  })

  test('is not granted either by whoever has entered how many follow them', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const ann = person(desk, 'ann')
    await enterFacts(desk, ann, { ...(await desk.on(caseId)), facts: { verified: true } })
    await gives(desk, ann, caseId, gift)
    await enterFacts(desk, ann, { ...(await desk.on(caseId)), facts: { followers: 1_200_000 } })

    await expect(gives(desk, ann, caseId, gift)).rejects.toThrow('how far')
  })

  test('cannot be had round that by merging the case on which they looked', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const ann = person(desk, 'ann')
    await openReach(desk, ann, { caseId, key: key() })
    const { caseId: takes } = await desk.take({
      from: { email: 'ada@example.org' },
      subject: 'The dryer',
      body: 'It hums all night, and nobody has come.',
    })

    await merge(desk, desk.admin, { ...(await desk.on(takes)), takes: caseId })

    await expect(gives(desk, ann, takes, gift)).rejects.toThrow('how far')
  })

  test('ends at its caps: of the case, of the person, of the colleague and of the month', async () => {
    const desk = await remedyDesk()
    const ann = person(desk, 'ann')
    const [one, other] = [await owedRefund(desk, 'a@example.org'), await owedRefund(desk, 'b@example.org')]
    await set(desk, {
      gestureCase: 3_000,
      gesturePerson: 4_000,
      gestureMemberMonth: 5_000,
      gestureMonth: 7_000,
    })
    await gives(desk, ann, one, gift)

    await expect(gives(desk, ann, one, gift)).rejects.toThrow('on one case')
    await set(desk, {
      gestureCase: null,
      gesturePerson: 3_000,
      gestureMemberMonth: 3_000,
      gestureMonth: 7_000,
    })
    await expect(gives(desk, ann, one, gift)).rejects.toThrow('for one person')
    const asks = await gives(desk, ann, other, gift)
    expect((await remedyOn(desk, other, asks))?.state).toBe('proposed')
    await set(desk, { gestureMonth: 3_000 })
    await expect(gives(desk, person(desk, 'abe'), other, gift)).rejects.toThrow('of this month')
  })

  test('taken back frees the budget of the month in which it was signed, and of no other', async () => {
    const desk = await remedyDesk('2026-11-30T10:00:00Z')
    const caseId = await owedRefund(desk)
    const lee = person(desk, 'lee', 'lead')
    await set(desk, { gestureMonth: 2_000, gestureCase: null, gesturePerson: null })
    const id = await gives(desk, lee, caseId, gift)
    await expect(gives(desk, lee, caseId, gift)).rejects.toThrow('of this month')
    desk.wait('PT24H')

    await reverseRemedy(desk, lee, { ...on(id), reason: 'It came back.' })

    await gives(desk, lee, caseId, gift)
    await expect(gives(desk, lee, caseId, gift)).rejects.toThrow('of this month')
  })

  test('that somebody raised, themselves or by their program, bind them a day longer; colleagues give within the new ones', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [lee, kim] = [person(desk, 'lee', 'lead'), person(desk, 'kim')]
    await set(desk, { gestureCase: 3_000 })
    desk.wait('PT24H')
    const raised = { ...rulesUnlessSaid, gestureCase: 50_000, key: key() }
    await saveRemedyRules(desk, { ...lee, handle: 'lees-program', hand: 'lee' }, raised)
    await gives(desk, lee, caseId, gift)

    await expect(gives(desk, lee, caseId, gift)).rejects.toThrow('on one case')
    await gives(desk, kim, caseId, gift)
    desk.wait('PT24H')

    await gives(desk, lee, caseId, gift)
  })

  test('ten that are granted in the same moment never pass a cap together', async () => {
    const desk = await remedyDesk()
    await set(desk, { gestureMonth: 5_000, gestureMemberMonth: null })
    const cases = await Promise.all(
      Array.from({ length: 10 }, (_, n) => owedRefund(desk, `p${n}@example.org`)),
    )
    const wishes = await Promise.all(cases.map(async (caseId) => ({ caseId, given: await desk.on(caseId) })))

    const done = await Promise.allSettled(
      wishes.map(({ caseId }, n) => gives(desk, person(desk, n % 2 ? 'ann' : 'lee'), caseId, gift)),
    )

    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const { sums } = await showLedger(desk, desk.admin, { by: 'what', limit: 500 })
    expect(sums).toMatchObject([{ committed: 4_000, given: 4_000, remedies: 2 }])
  })
})

test('two leads who sign two requests on one case in the same moment never come to more than is owed', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const ask = () => gives(desk, person(desk, 'ann'), caseId, { amount: 60_000 })
  const ids = [await ask(), await ask()]

  const done = await Promise.allSettled(
    ids.map((id, n) => approveRemedy(desk, person(desk, n ? 'sue' : 'rex'), on(id))),
  )

  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

/** Somebody is away for four hours from an hour on, and another stands in. */
const away = (desk: TestDesk, who: string, standIn: string) =>
  enterAbsence(desk, desk.admin, {
    who,
    standIn,
    from: desk.now().add({ hours: 1 }).toString(),
    until: desk.now().add({ hours: 5 }).toString(),
    note: undefined,
    key: key(),
  })

describe('while somebody is away', () => {
  test('their stand-in signs by their authority, within these hours, no further, and it is written down', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const abe = person(desk, 'abe')
    await away(desk, 'lee', 'abe')
    const may = async (who: string) => (await showRemedies(desk, person(desk, who), { caseId })).owed.alone
    expect(await may('abe')).toBe(5_000)
    desk.wait('PT2H')
    await away(desk, 'abe', 'ann')
    expect(await may('abe')).toBe(25_000)
    desk.wait('PT2H')

    const id = await gives(desk, abe, caseId, { amount: 20_000 })

    expect((await remedyOn(desk, caseId, id))?.signed).toMatchObject({
      by: { id: 'abe' },
      rung: { id: 'lead' },
      instead: { id: 'lee' },
    })
    // What was lent to abe is not lent on to whoever stands in for abe.
    expect(await may('ann')).toBe(5_000)
    desk.wait('PT2H')
    expect(await may('abe')).toBe(5_000)
  })
})

describe('the ledger', () => {
  test('comes to what the cases tell, however a remedy went', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [ann, lee, sue] = [person(desk, 'ann'), person(desk, 'lee', 'lead'), person(desk, 'sue')]
    await gives(desk, ann, caseId, { amount: 3_000 })
    const back = await gives(desk, ann, caseId, { amount: 2_000 })
    await reverseRemedy(desk, lee, { ...on(back), reason: 'The bank sent it back.' })
    const off = await gives(desk, ann, caseId, { amount: 30_000 })
    await approveRemedy(desk, sue, on(off))
    await withdrawRemedy(desk, ann, on(off))
    const kept = await gives(desk, ann, caseId, { amount: 40_000 })
    desk.wait('PT1S')
    await approveRemedy(desk, sue, on(kept))

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

    const { csv: text } = await takeLedgerAlong(desk, desk.admin, {})

    expect(text.split('\r\n')[0]).toContain('at,case,remedy,entry')
    expect(text).toContain(',given,entitlement,refund,EUR,4000,4000,4000,front,ann,ann,')
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
    })
  })
})

test('a remedy goes along when its case is merged, counts there, and comes back with what became of it', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const { caseId: other } = await desk.take({
    subject: 'The dryer',
    body: 'It hums all night, and nobody has come.',
    facts: { harm: 'loss', loss: 300, topic: 'billing' },
  })
  const id = await gives(desk, person(desk, 'ann'), other, { amount: 60_000 })

  await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes: other })
  expect((await desk.see(caseId)).deadlines).toContainEqual(expect.objectContaining({ kind: 'sign-by' }))
  await approveRemedy(desk, person(desk, 'sue'), on(id))
  expect((await showRemedies(desk, desk.admin, { caseId })).owed.left).toBe(40_000)
  await undoMerge(desk, desk.admin, { ...(await desk.on(caseId)), gives: other })

  expect((await showRemedies(desk, desk.admin, { caseId })).owed.left).toBe(100_000)
  expect(await remedyOn(desk, other, id)).toMatchObject({ state: 'approved' })
})

test('what would be signed by whom is told before anything is written down', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const ann = person(desk, 'ann')
  const weigh = (amount: number) =>
    weighRemedy(desk, ann, { caseId, sort: 'entitlement', what: 'refund', amount })

  expect(await weigh(1_000)).toMatchObject({ alone: true, asked: null, refused: null })
  expect(await weigh(30_000)).toMatchObject({ alone: false, asked: { rung: { id: 'second-line' } } })
  expect(await weigh(200_000)).toMatchObject({ alone: false, refused: expect.stringContaining('more than') })
  expect((await desk.see(caseId)).events.map(({ type }) => type)).not.toContain('remedy-proposed')
})

test('a token acts by the hand of whoever made it: a policy that it wrote is not theirs to approve, and somebody else’s is', async () => {
  const desk = await remedyDesk()
  const made = { name: 'Robot', role: 'policy', madeBy: 'lee' } as const
  const { token } = await makeToken(desk, desk.org, made)
  const robot = await holderOfPass(desk, token, ['token'])
  expect(robot).toMatchObject({ handle: 'robot', hand: 'lee' })
  const written = await savePolicyDraft(desk, robot, {
    text: readFileSync(new URL('../../packs/policies/starter.yaml', import.meta.url), 'utf8'),
    purpose: 'Written by a program.',
    key: key(),
  })
  const { row } = await desk.db.withOrg(desk.org, (tx) => versionAsked(tx, written.version, desk.now()))
  const submitted = { ...row, kept: 'submitted' as const }

  const approves = (who: string) => () =>
    refuseUnlessApprovable(submitted, person(desk, who, 'policy'), written.revision, ['submitted'])

  expect(approves('lee')).toThrow('You wrote in this version')
  expect(approves('robot')).toThrow('You wrote in this version')
  expect(approves('lou')).not.toThrow()
})
