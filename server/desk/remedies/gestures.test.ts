import type { TestDesk } from '#test/desk.ts'
import { describe, expect, test } from 'vitest'
import { rulesUnlessSaid, type RemedyRules } from '#domain/remedy/caps.ts'
import { about, gives, newKey, owedRefund, person, remedyDesk, remedyOn } from '#test/remedy-desk.ts'
import { enterFacts } from '../cases/case-commands.ts'
import { makeClaim } from '../claims/make-claim.ts'
import { merge } from '../cases/merge.ts'
import { openReach } from '../claims/open-reach.ts'
import { saveRemedyRules } from './remedy-rules.ts'
import { showLedger } from './show-ledger.ts'
import { approveRemedy, giveRemedy } from './sign-remedy.ts'
import { reverseRemedy } from './take-remedy-back.ts'

const setRules = (desk: TestDesk, parts: Partial<RemedyRules>) => {
  desk.wait('PT1S')
  return saveRemedyRules(desk, desk.admin, { ...rulesUnlessSaid, ...parts, key: newKey() })
}

describe('a gesture', () => {
  const gift = { sort: 'gesture', what: 'gift', amount: 2_000 } as const

  test('is granted by nobody who has looked at how far the voice carries: neither alone, nor by asking, nor by signing', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [ann, lee] = [person(desk, 'ann'), person(desk, 'lee')]
    const id = await gives(desk, ann, caseId, { ...gift, askOnly: true })
    for (const who of [ann, lee]) await openReach(desk, who, { caseId, key: newKey() })

    await expect(gives(desk, ann, caseId, gift)).rejects.toThrow('how far')
    await expect(approveRemedy(desk, lee, about(id))).rejects.toThrow('how far')
    const signer = person(desk, 'lou')
    await approveRemedy(desk, signer, about(id))
    await expect(giveRemedy(desk, ann, about(id))).rejects.toThrow('how far')
    await giveRemedy(desk, signer, about(id))
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

  test('is not granted either by whoever has written down a claim with a number, also by a token of theirs', async () => {
    const desk = await remedyDesk()
    const [ann, lee] = [person(desk, 'ann'), person(desk, 'lee')]
    const token = { ...ann, handle: 'feeder', name: 'feeder', hand: 'ann' }
    const caseId = await owedRefund(desk)
    const request = await gives(desk, ann, caseId, { ...gift, askOnly: true })
    const said = { kind: 'reach', said: 'Half a million follow me.', warns: true } as const
    await makeClaim(desk, lee, { ...(await desk.on(caseId)), ...said })
    await gives(desk, lee, caseId, { ...gift, amount: 100 })
    for (const who of [token, lee])
      await makeClaim(desk, who, { ...(await desk.on(caseId)), ...said, followers: 500_000 })

    for (const who of [ann, lee]) await expect(gives(desk, who, caseId, gift)).rejects.toThrow('how far')
    await expect(approveRemedy(desk, lee, about(request))).rejects.toThrow('how far')
    const opened = (await desk.see(caseId)).events.filter(({ type }) => type === 'reach-opened')
    expect(opened.map(({ by }) => by).toSorted()).toEqual(['member:feeder', 'member:lee'])
    await gives(desk, ann, caseId, { amount: 1_000 })
  })

  test('cannot be had round that by merging the case on which they looked', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const ann = person(desk, 'ann')
    await openReach(desk, ann, { caseId, key: newKey() })
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
    await setRules(desk, {
      gestureCase: 3_000,
      gesturePerson: 4_000,
      gestureMemberMonth: 5_000,
      gestureMonth: 7_000,
    })
    await gives(desk, ann, one, gift)

    await expect(gives(desk, ann, one, gift)).rejects.toThrow('on one case')
    await setRules(desk, {
      gestureCase: null,
      gesturePerson: 3_000,
      gestureMemberMonth: 3_000,
      gestureMonth: 7_000,
    })
    await expect(gives(desk, ann, one, gift)).rejects.toThrow('for one person')
    const asks = await gives(desk, ann, other, gift)
    expect((await remedyOn(desk, other, asks))?.state).toBe('proposed')
    await setRules(desk, { gestureMonth: 3_000 })
    await expect(gives(desk, person(desk, 'abe'), other, gift)).rejects.toThrow('of this month')
  })

  test('taken back frees the budget of the month in which it was signed, and of no other', async () => {
    const desk = await remedyDesk('2026-11-30T10:00:00Z')
    const caseId = await owedRefund(desk)
    const lee = person(desk, 'lee', 'lead')
    await setRules(desk, { gestureMonth: 2_000, gestureCase: null, gesturePerson: null })
    const id = await gives(desk, lee, caseId, gift)
    await expect(gives(desk, lee, caseId, gift)).rejects.toThrow('of this month')
    desk.wait('PT24H')

    await reverseRemedy(desk, lee, { ...about(id), reason: 'It came back.' })

    await gives(desk, lee, caseId, gift)
    await expect(gives(desk, lee, caseId, gift)).rejects.toThrow('of this month')
  })

  test('that somebody raised, themselves or by their program, bind them a day longer; colleagues give within the new ones', async () => {
    const desk = await remedyDesk()
    const caseId = await owedRefund(desk)
    const [lee, kim] = [person(desk, 'lee', 'lead'), person(desk, 'kim')]
    await setRules(desk, { gestureCase: 3_000 })
    desk.wait('PT24H')
    const raised = { ...rulesUnlessSaid, gestureCase: 50_000, key: newKey() }
    await saveRemedyRules(desk, { ...lee, handle: 'lees-program', hand: 'lee' }, raised)
    await gives(desk, lee, caseId, gift)

    await expect(gives(desk, lee, caseId, gift)).rejects.toThrow('on one case')
    await gives(desk, kim, caseId, gift)
    desk.wait('PT24H')

    await gives(desk, lee, caseId, gift)
  })

  test('ten that are granted in the same moment never pass a cap together', async () => {
    const desk = await remedyDesk()
    await setRules(desk, { gestureMonth: 5_000, gestureMemberMonth: null })
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
