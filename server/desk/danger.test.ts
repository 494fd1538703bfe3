import { expect, test } from 'vitest'
import { alderasDesk } from '#test/aldera.ts'
import { enterFacts } from './case-commands.ts'
import { dismissDanger } from './danger.ts'
import { merge } from './merge.ts'

const gas = { subject: 'Help', body: 'It smells of gas since your man was here.' }

test('a message with words of danger counts as a danger to safety at once, and says which words', async () => {
  const desk = await alderasDesk()

  const { caseId } = await desk.take(gas)

  const kase = await desk.see(caseId)
  expect(kase.danger).toEqual({ messageId: kase.messages[0]?.id, words: ['gas'] })
  expect(kase.severity).toBe(5)
  expect(kase.facts).toEqual({})
})

test('a colleague who has looked takes it back, and policy asks by what was entered again', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take(gas)

  await dismissDanger(desk, desk.admin, await desk.on(caseId))

  const kase = await desk.see(caseId)
  expect(kase.danger).toBeNull()
  expect(kase.severity).toBeLessThan(5)
  await expect(dismissDanger(desk, desk.admin, await desk.on(caseId))).rejects.toThrow(/^No message here/)
})

test('once taken back, it counts again when another message has words of danger', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take({ ...gas, externalId: 'first' })
  await dismissDanger(desk, desk.admin, await desk.on(caseId))

  await desk.take({ externalId: 'second', inReplyTo: 'first', body: 'Now there is smoke, and it burns.' })

  const kase = await desk.see(caseId)
  const second = kase.messages.find(({ body }) => body.startsWith('Now there is smoke'))
  expect(kase.danger).toMatchObject({ messageId: second?.id })
  expect(kase.severity).toBe(5)
})

test('what a person enters takes the place of what the words say', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take(gas)

  await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { harm: 'safety' } })

  expect(await desk.see(caseId)).toMatchObject({ danger: null, severity: 5, facts: { harm: 'safety' } })
})

test('a second mail that turns dangerous makes the case grave, and its quotation of the first does not', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take({ externalId: 'first', body: 'My meter runs too fast.' })
  await desk.take({ inReplyTo: 'first', body: 'Thanks.\n\n> It smells of gas\n> and burns' })
  expect((await desk.see(caseId)).danger).toBeNull()

  await desk.take({ inReplyTo: 'first', body: 'Now it smells of gas!' })

  expect((await desk.see(caseId)).danger).toMatchObject({ words: ['gas'] })
})

test('whoever hands an item over and says what harm it is has looked already', async () => {
  const desk = await alderasDesk()

  const { caseId } = await desk.take({ ...gas, facts: { harm: 'none' } })

  expect((await desk.see(caseId)).danger).toBeNull()
})

test('danger goes along when a case is taken over', async () => {
  const desk = await alderasDesk()
  const { caseId: bill } = await desk.take({ subject: 'Bill', body: 'Too high.' })
  const { caseId: leak } = await desk.take(gas)

  await merge(desk, desk.admin, { ...(await desk.on(bill)), takes: leak })

  expect(await desk.see(bill)).toMatchObject({ danger: { words: ['gas'] }, severity: 5 })
})
