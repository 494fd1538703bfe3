import { expect, test } from 'vitest'
import { sql } from '#server/store/statement.ts'
import { readCase } from '#domain/case/read-case.ts'
import { Refusal } from '#domain/refusal.ts'
import type { SavedCase } from '#domain/case/read-case.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { diceFrom } from '#test/dice.ts'
import { confirmLink, proposeLink, undoLink } from './decide-link.ts'
import { receiverOf } from '../replies/receiver.ts'

const people = 24
const moves = 500
const subjects = ['washer floods', 'invoice doubled', 'technician shouted', 'parcel lost', 'contract ended']
const addressOf = (nth: number) => `person${nth}@example.org`

/** Who wrote which words, as the database holds it. */
const writtenBy = (desk: TestDesk) =>
  desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ body: string; address: string }>(
      sql`select w.body, a.address from messages m
      join message_words w on w.org_id = m.org_id and w.message_id = m.id
      join accounts a on a.org_id = m.org_id and a.id = m.account_id where m.org_id = $1`,
      [desk.org],
    ),
  )

/** Whose each account and each case is. */
const ownership = (desk: TestDesk) =>
  desk.db.withOrg(desk.org, async (tx) => ({
    accounts: await tx.rows<{ address: string; person_id: string }>(
      sql`select address, person_id from accounts where org_id = $1 order by address`,
      [desk.org],
    ),
    cases: await tx.rows<{ number: number; person_id: string }>(
      sql`select number, person_id from cases where org_id = $1 order by number`,
      [desk.org],
    ),
  }))

/** Of each case where a reply would go, who has written in it, and whose it is. */
const receivers = (desk: TestDesk) =>
  desk.db.withOrg(desk.org, async (tx) => {
    const rows = await tx.rows<{ fold: SavedCase; wrote: string[] }>(
      sql`select c.fold, array(
        select distinct account_id::text from messages m where m.org_id = $1 and m.case_id = c.id and m.direction = 'in'
      ) as wrote from cases c where c.org_id = $1`,
      [desk.org],
    )
    const found = []
    for (const { fold, wrote } of rows) {
      const kase = readCase(fold)
      found.push({ kase, wrote, to: (await receiverOf(tx, kase)).account })
    }
    return found
  })

test(
  `${moves} links planted and undone in any order leave every message with its sender, and no reply goes to a wrong account`,
  { timeout: 170_000 },
  async () => {
    const desk = await aDeskAlone()
    const dice = diceFrom(20_091_122)
    const truth = new Map<string, string>()
    const cases: { caseId: string; of: number }[] = []
    const write = async (of: number) => {
      const subject = dice.oneOf(subjects)
      const body = `${subject} at house ${of}, for the time ${truth.size}`
      truth.set(body, addressOf(of))
      const { caseId } = await desk.take({ from: { email: addressOf(of) }, subject, body })
      if (!cases.some((one) => one.caseId === caseId)) cases.push({ caseId, of })
    }
    for (let nth = 0; nth < people; nth += 1) await write(nth)
    const accounts = new Map<number, string>()
    for (const { caseId, of } of cases) accounts.set(of, (await desk.see(caseId)).accounts[0]?.id ?? '')
    const before = await ownership(desk)
    const standing: string[] = []
    const counted = { planted: 0, undone: 0, refused: 0 }
    const tried = async (act: () => Promise<unknown>) => {
      try {
        await act()
        return true
      } catch (error) {
        // What would tear a person in two is refused in a sentence; anything else is a fault.
        if (!(error instanceof Refusal)) throw error
        counted.refused += 1
        return false
      }
    }
    const plant = async () => {
      const { caseId } = dice.oneOf(cases)
      const accountId = accounts.get(dice.between(0, people - 1)) ?? ''
      const proposal = {
        accountId,
        caseId,
        evidence: 'said-so',
        key: `link ${counted.planted + counted.refused}`,
      }
      await tried(async () => {
        const { id } = await proposeLink(desk, desk.admin, proposal)
        await confirmLink(desk, desk.admin, { linkId: id })
        standing.push(id)
        counted.planted += 1
      })
    }
    const undo = async (linkId: string) => {
      if (await tried(() => undoLink(desk, desk.admin, { linkId }))) {
        standing.splice(standing.indexOf(linkId), 1)
        counted.undone += 1
      }
    }
    const sound = async () => {
      for (const { body, address } of await writtenBy(desk)) expect(truth.get(body)).toBe(address)
      for (const { kase, wrote, to } of await receivers(desk)) {
        if (!to) continue
        expect(wrote, `case ${kase.number}`).toContain(to.id)
        expect(to.person_id, `case ${kase.number}`).toBe(kase.person)
      }
    }

    for (let move = 0; move < moves; move += 1) {
      const isUndo = standing.length > 0 && dice.happens(0.45)
      await (isUndo ? undo(dice.oneOf(standing)) : plant())
      if (move % 10 === 0) await write(dice.between(0, people - 1))
      if (move % 25 === 0) await sound()
    }
    await sound()
    expect(counted.planted).toBeGreaterThan(150)
    expect(counted.undone).toBeGreaterThan(50)

    // The newest first, as somebody clears up; whatever still waits for another is tried again.
    for (let round = 0; standing.length > 0 && round < moves; round += 1)
      for (const linkId of standing.toReversed()) await undo(linkId)
    expect(standing).toEqual([])
    await sound()
    const after = await ownership(desk)
    expect(after.accounts).toEqual(before.accounts)
    const first = new Set(before.cases.map(({ number }) => number))
    expect(after.cases.filter(({ number }) => first.has(number))).toEqual(before.cases)
  },
)
