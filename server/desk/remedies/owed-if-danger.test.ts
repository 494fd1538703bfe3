import { expect, test } from 'vitest'
import type { TestDesk } from '#test/desk.ts'
import { gives, owedRefund, person, remedyDesk, remedyOn } from '#test/remedy-desk.ts'
import { enterFacts } from '../cases/case-commands.ts'
import { dismissDanger } from '../cases/danger.ts'
import { showRemedies } from './show-remedies.ts'

const owedOn = async (desk: TestDesk, caseId: string) =>
  (await showRemedies(desk, person(desk, 'ann'), { caseId })).owed

const burning = async (desk: TestDesk, email = 'ada@example.org') =>
  (await desk.take({ from: { email }, subject: 'The oven', body: 'It smells of gas.' })).caseId

test('what is owed on words of danger alone is owed if it is a danger, and given to nobody before somebody has looked', async () => {
  const desk = await remedyDesk()
  const caseId = await burning(desk)
  const owed = await owedOn(desk, caseId)

  expect(owed).toMatchObject({ upTo: 500_000, ifDanger: true, alone: null })
  const wish = { what: owed.what, amount: 5_000 }
  await expect(gives(desk, person(desk, 'ann'), caseId, wish)).rejects.toThrow(
    'Policy owes this if it is a danger. Say first whether it is one',
  )
  const sorry = await gives(desk, person(desk, 'ann'), caseId, { what: 'apology', amount: undefined })
  expect(await remedyOn(desk, caseId, sorry)).toMatchObject({ state: 'given' })
})

test('once somebody has said that it is a danger it is owed as policy says, and once there is none it is not', async () => {
  const desk = await remedyDesk()
  const [danger, none] = [await burning(desk), await burning(desk, 'bea@example.org')]
  await enterFacts(desk, desk.admin, { ...(await desk.on(danger)), facts: { harm: 'safety' } })
  await dismissDanger(desk, desk.admin, await desk.on(none))

  const owed = await owedOn(desk, danger)
  expect(owed).toMatchObject({ upTo: 500_000, ifDanger: false })
  const given = await gives(desk, person(desk, 'ann'), danger, { what: owed.what, amount: 5_000 })
  expect(await remedyOn(desk, danger, given)).toMatchObject({ state: 'given' })
  expect(await owedOn(desk, none)).toMatchObject({ upTo: 0, ifDanger: false })
})

test('what is owed whether or not it is a danger waits for nobody', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  expect(await owedOn(desk, caseId)).toMatchObject({ upTo: 100_000, ifDanger: false })
})
