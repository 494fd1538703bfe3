import { expect, test } from 'vitest'
import { rulesUnlessSaid } from '#domain/remedy/caps.ts'
import type { TestDesk } from '#test/desk.ts'
import { gives, newKey, owedRefund, person, remedyDesk } from '#test/remedy-desk.ts'
import { enterFacts } from '../cases/case-commands.ts'
import type { Agent } from '../command.ts'
import { showCard } from '../people/show-card.ts'
import { saveRemedyRules } from './remedy-rules.ts'
import { showRemedies, weighRemedy } from './show-remedies.ts'

/** What the card of a call says of it. */
const onCall = async (desk: TestDesk, agent: Agent, caseId: string) =>
  (await showCard(desk, agent, { case: caseId })).front

/** How much the case says that they sign by themselves. */
const aloneOnCase = async (desk: TestDesk, agent: Agent, caseId: string) =>
  (await showRemedies(desk, agent, { caseId })).owed.alone

const weigh = (desk: TestDesk, agent: Agent, caseId: string, amount: number) =>
  weighRemedy(desk, agent, { caseId, sort: 'entitlement', what: 'refund', amount })

test('on the line one may sign what one may sign on the case, and the rest is signed by whom the case would ask', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)

  expect(await onCall(desk, person(desk, 'ann'), caseId)).toMatchObject({
    owed: { remedy: 'refund', upTo: 1000, left: 1000, currency: 'EUR' },
    alone: 50,
    signer: { id: 'second-line' },
  })
  expect(await onCall(desk, person(desk, 'kim'), caseId)).toMatchObject({ alone: 1000, signer: null })
})

test('what was given is given: the rest of it is what one may sign on the line', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const kim = person(desk, 'kim')
  await gives(desk, kim, caseId, { amount: 97_000 })

  expect(await onCall(desk, person(desk, 'ann'), caseId)).toMatchObject({
    owed: { upTo: 1000, left: 30 },
    alone: 30,
    signer: null,
  })
  await gives(desk, kim, caseId, { amount: 3_000 })
  expect(await onCall(desk, person(desk, 'ann'), caseId)).toMatchObject({ owed: { left: 0 }, signer: null })
})

test('what is owed on words of danger alone is told so on the line too', async () => {
  const desk = await remedyDesk()
  const { caseId } = await desk.take({ subject: 'The oven', body: 'It smells of gas.' })

  expect(await onCall(desk, person(desk, 'ann'), caseId)).toMatchObject({
    owed: { ifDanger: true },
    alone: null,
    signer: null,
  })
})

test('on the line nobody is owed less or more for who is looking', async () => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const ann = person(desk, 'ann')
  const told = async () => {
    const front = await onCall(desk, ann, caseId)
    return { owed: front?.owed, alone: front?.alone, signer: front?.signer }
  }
  const quiet = await told()

  const facts = { followers: 1_200_000, verified: true, threat: true, press: true }
  await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts })

  expect(await told()).toEqual(quiet)
})

test.for([
  { cap: 'what one colleague signs in a month', rules: { owedMemberMonth: 3_000 }, alone: 3_000 },
  { cap: 'what one person is given by one signature', rules: { owedPersonAlone: 2_000 }, alone: 2_000 },
])('above $cap somebody else signs, and both screens say so beforehand', async ({ rules, alone }) => {
  const desk = await remedyDesk()
  const caseId = await owedRefund(desk)
  const ann = person(desk, 'ann')
  await saveRemedyRules(desk, desk.admin, { ...rulesUnlessSaid, ...rules, key: newKey() })

  expect(await aloneOnCase(desk, ann, caseId)).toBe(alone)
  expect(await onCall(desk, ann, caseId)).toMatchObject({ alone: alone / 100 })
  expect(await weigh(desk, ann, caseId, alone)).toMatchObject({ alone: true })
  expect(await weigh(desk, ann, caseId, alone + 1)).toMatchObject({ alone: false })
})
