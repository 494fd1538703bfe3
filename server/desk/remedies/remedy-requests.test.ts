import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { about, gives, newKey, owedRefund, person, remedyDesk, remedyOn } from '#test/remedy-desk.ts'
import type { TestDesk } from '#test/desk.ts'
import { refuseUnlessApprovable } from '../policy/approve-policy.ts'
import { enterFacts } from '../cases/case-commands.ts'
import { merge } from '../cases/merge.ts'
import { showCounts } from '../cases/show-counts.ts'
import { savePolicyDraft } from '../policy/draft-policy.ts'
import { enterAbsence } from '../colleagues/enter-absence.ts'
import { holderOfPass } from '../sign-in/passes.ts'
import { versionAsked } from '../policy/policy-version-view.ts'
import { showRemedies } from './show-remedies.ts'
import { showWaitingRemedies } from './show-waiting-remedies.ts'
import { approveRemedy, declineRemedy } from './sign-remedy.ts'
import { makeToken } from '../colleagues/tokens.ts'

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

    await declineRemedy(desk, person(desk, of), { ...about(id), reason: 'Ask them for the bill first.' })

    expect(await list(of)).toEqual([])
    expect(await remedyOn(desk, caseId, id)).toMatchObject({ state: 'declined', asked: null })
    await expect(approveRemedy(desk, person(desk, 'kim'), about(id))).rejects.toThrow('declined')
  })

  test('stands in the list with the case that tells of it by now, however long the row of cases that took it over', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    const of = (await remedyOn(desk, caseId, id))?.asked?.of.id ?? ''
    const takenBy = async (takes: string, subject: string, body: string) => {
      const from = { email: 'ada@example.org' }
      const { caseId: taker } = await desk.take({ from, subject, body, externalId: subject })
      await merge(desk, desk.admin, { ...(await desk.on(taker)), takes })
      return taker
    }

    const next = await takenBy(caseId, 'Doorbell', 'Our doorbell stays silent since Tuesday.')
    const last = await takenBy(next, 'Garden hose', 'Water drips out of the yellow hose.')

    const { waiting } = await showWaitingRemedies(desk, person(desk, of), { of: 'me' })
    expect(waiting).toMatchObject([{ id, caseId: last }])
    expect((await showCounts(desk, person(desk, of))).toSign).toMatchObject({ count: 1 })
  })

  test('made by a token counts as the hand of whoever made the token', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    await desk.colleague('robot')
    const robot = { ...person(desk, 'robot'), hand: 'lee' }

    const id = await gives(desk, robot, caseId, { amount: 20_000 })

    expect((await remedyOn(desk, caseId, id))?.asked?.of.id).toBe('lou')
    await expect(approveRemedy(desk, person(desk, 'lee'), about(id))).rejects.toThrow('four eyes')
    await approveRemedy(desk, person(desk, 'lou'), about(id))
  })

  test('is not signed by a token of which nobody knows who made it', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    const { token } = await makeToken(desk, desk.org, { name: 'Old', role: 'agent', handle: 'lee' })
    const old = await holderOfPass(desk, token, ['token'])
    expect(old).toMatchObject({ handle: 'lee', isOfUnknownHand: true })

    await expect(approveRemedy(desk, old, about(id))).rejects.toThrow('who made this token')
  })

  test('for what policy does not owe any more is not signed', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    await enterFacts(desk, desk.admin, {
      ...(await desk.on(caseId)),
      facts: { harm: 'inconvenience', loss: 0, topic: 'product' },
    })

    await expect(approveRemedy(desk, person(desk, 'lee'), about(id))).rejects.toThrow('another remedy')
  })
})

/** Somebody is away for four hours from an hour on, and another stands in. */
const away = (desk: TestDesk, who: string, standIn: string) =>
  enterAbsence(desk, desk.admin, {
    who,
    standIn,
    from: desk.now().add({ hours: 1 }).toString(),
    until: desk.now().add({ hours: 5 }).toString(),
    note: undefined,
    key: newKey(),
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

  test('a request that was made of them before names who can sign for them', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const id = await gives(desk, person(desk, 'ann'), caseId, { amount: 20_000 })
    const request = async () => (await remedyOn(desk, caseId, id))?.asked
    const of = (await request())?.of.id ?? ''
    await away(desk, of, 'abe')
    expect((await request())?.away).toBeNull()
    desk.wait('PT2H')
    expect((await request())?.away).toMatchObject({ standIn: { id: 'abe' } })
    const { waiting } = await showWaitingRemedies(desk, person(desk, 'abe'), { of: 'me' })
    expect(waiting).toMatchObject([{ id, asked: { of: { id: of }, away: { standIn: { id: 'abe' } } } }])
  })
})

test('a token acts by the hand of whoever made it: a policy that it wrote is not theirs to approve, and somebody else’s is', async () => {
  const desk = await remedyDesk()
  const made = { name: 'Robot', role: 'policy', madeBy: 'lee' } as const
  const { token } = await makeToken(desk, desk.org, made)
  const robot = await holderOfPass(desk, token, ['token'])
  expect(robot).toMatchObject({ handle: 'robot', hand: 'lee' })
  const written = await savePolicyDraft(desk, robot, {
    text: readFileSync(new URL('../../../packs/policies/starter.yaml', import.meta.url), 'utf8'),
    purpose: 'Written by a program.',
    key: newKey(),
  })
  const { row } = await desk.db.withOrg(desk.org, (tx) => versionAsked(tx, written.version, desk.now()))
  const submitted = { ...row, kept: 'submitted' as const }

  const approves = (who: string) => () =>
    refuseUnlessApprovable(submitted, person(desk, who, 'policy'), written.revision, ['submitted'])

  expect(approves('lee')).toThrow('You wrote in this version')
  expect(approves('robot')).toThrow('You wrote in this version')
  expect(approves('lou')).not.toThrow()
})
