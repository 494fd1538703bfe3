import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { showAudit } from './show-desk.ts'
import { split } from './split.ts'

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }

/** A case about the washer in which the customer has written about the bill as well, two hours later. */
async function mixedCase(desk: TestDesk) {
  const { caseId, itemId: washer } = await desk.take({ externalId: 'washer' })
  desk.wait('PT2H')
  const { itemId: billing } = await desk.take({ ...bill, inReplyTo: 'washer' })
  return { caseId, washer, billing }
}

const splitOff = async (desk: TestDesk, caseId: string, ...items: string[]) =>
  (await split(desk, desk.admin, { ...(await desk.on(caseId)), items })).id

test('a split makes a linked case of its own with the messages, called after them', async () => {
  const desk = await aDesk()
  const { caseId, billing } = await mixedCase(desk)

  const made = await splitOff(desk, caseId, billing)

  const kase = await desk.see(made)
  expect(kase).toMatchObject({ state: 'open', subject: bill.subject, messages: [{ subject: bill.subject }] })
  expect(kase.person).toEqual((await desk.see(caseId)).person)
  expect(kase.links).toMatchObject([{ caseId, state: 'confirmed', evidence: 'split-off' }])
  expect((await desk.see(caseId)).messages).toHaveLength(1)
  expect(await showAudit(desk, desk.admin)).toMatchObject({
    items: 2,
    opened: 1,
    joined: 1,
    cases: 2,
    open: 2,
  })
})

test('the dates of what was split off run from when the customer wrote it', async () => {
  const desk = await aDesk()
  const { caseId, billing } = await mixedCase(desk)
  desk.wait('PT1H')

  const made = await splitOff(desk, caseId, billing)

  // Written at 11:00, four hours to acknowledge.
  expect((await desk.see(made)).nextDueAt).toBe('2026-11-23T15:00:00Z')
})

test('what was about another matter is no failure of the first one', async () => {
  const desk = await aDesk()
  const { caseId, billing } = await mixedCase(desk)
  expect((await desk.see(caseId)).failures).toBe(1)

  const made = await splitOff(desk, caseId, billing)

  expect((await desk.see(caseId)).failures).toBe(0)
  expect((await desk.see(made)).failures).toBe(0)
})

test('a call that is split off counts as a failed contact of its own case', async () => {
  const desk = await aDesk()
  const call = { channel: 'phone', from: { phone: '+49 30 1234567' } } as const
  const { caseId } = await desk.take({ ...call, externalId: 'washer' })
  const { itemId } = await desk.take({ ...call, ...bill, inReplyTo: 'washer' })
  expect((await desk.see(caseId)).failures).toBe(2)

  const made = await splitOff(desk, caseId, itemId)

  expect((await desk.see(caseId)).failures).toBe(1)
  expect((await desk.see(made)).failures).toBe(1)
})

test('later mail about each matter joins its own case', async () => {
  const desk = await aDesk()
  const { caseId, billing } = await mixedCase(desk)
  const made = await splitOff(desk, caseId, billing)

  expect(
    await desk.take({ subject: 'The invoice', body: 'The instalment is charged twice still.' }),
  ).toMatchObject({ caseId: made })
  expect(await desk.take({ subject: 'The washer', body: 'The washing machine floods.' })).toMatchObject({
    caseId,
  })
})

describe('a split that is refused', () => {
  test('of everything: one item has to stay', async () => {
    const desk = await aDesk()
    const { caseId, washer, billing } = await mixedCase(desk)

    await expect(splitOff(desk, caseId, washer, billing)).rejects.toThrow('Leave at least one item')
    await splitOff(desk, caseId, billing)
    await expect(splitOff(desk, caseId, washer)).rejects.toThrow('Leave at least one item')
    expect((await desk.see(caseId)).messages).toHaveLength(1)
  })

  test('of an item that came to another case', async () => {
    const desk = await aDesk()
    const { caseId } = await mixedCase(desk)
    const other = await desk.take({ from: { email: 'bob@example.org' } })

    await expect(splitOff(desk, caseId, other.itemId)).rejects.toThrow('did not come to this case')
    expect((await desk.see(other.caseId)).messages).toHaveLength(1)
  })

  test('by somebody who has not seen what came meanwhile', async () => {
    const desk = await aDesk()
    const { caseId, billing } = await mixedCase(desk)
    const seen = await desk.on(caseId)
    await desk.take({ inReplyTo: 'washer', subject: 'And?', body: 'Still waiting.' })

    await expect(split(desk, desk.admin, { ...seen, items: [billing] })).rejects.toThrow('has changed')
  })
})
