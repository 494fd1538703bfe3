import { expect, test } from 'vitest'
import { ring } from '#server/work/clock.ts'
import { alderasDesk, as } from '#test/aldera.ts'
import type { TestDesk } from '#test/desk.ts'
import { letLeave } from '#test/mail.ts'
import { about, gives, owedRefund, person, remedyDesk } from '#test/remedy-desk.ts'
import { assign } from './case-commands.ts'
import { escalate } from './escalate.ts'
import { promise } from './promise.ts'
import { sendReply } from '../replies/send-reply.ts'
import { showCases } from './show-cases.ts'
import { showCounts } from './show-counts.ts'
import { approveRemedy } from '../remedies/sign-remedy.ts'
import { writeDeed } from '../settling/write-deed.ts'

let counted = 0

/** A case of Ann's, of a person of its own. */
async function hers(desk: TestDesk) {
  const { caseId } = await desk.take({ from: { email: `turn-${++counted}@example.org`, name: 'Ada' } })
  await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'ann' })
  return caseId
}

/** One of which its customer has heard, and about which something was done. */
async function donePart(desk: TestDesk, asks = false) {
  const caseId = await hers(desk)
  await writeDeed(desk, as(desk, 'ann'), { ...(await desk.on(caseId)), what: 'A new seal was fitted.' })
  const reply = { body: 'Your seal was fitted on Monday.', visibility: 'private', asks } as const
  await sendReply(desk, as(desk, 'ann'), { ...(await desk.on(caseId)), ...reply })
  await letLeave(desk)
  return caseId
}

const help = async (desk: TestDesk, caseId: string) =>
  escalate(desk, as(desk, 'ann'), { ...(await desk.on(caseId)), rung: 'lead', reason: 'Please look.' })

const onTurn = async (desk: TestDesk, turn: 'owners' | 'others') => {
  const asked = { state: 'open', limit: 200, owner: 'me', turn } as const
  return (await showCases(desk, as(desk, 'ann'), asked)).cases
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()

test('a case of which nothing is left but that a colleague takes it is nobody’s next step but theirs', async () => {
  const desk = await alderasDesk()
  const [unanswered, offered, promised, kept, asked] = [
    await hers(desk),
    await donePart(desk),
    await donePart(desk),
    await donePart(desk),
    await donePart(desk, true),
  ]
  const dueAt = desk.now().add({ hours: 2 }).toString()
  await promise(desk, as(desk, 'ann'), { ...(await desk.on(promised)), what: 'A call', dueAt })
  for (const caseId of [unanswered, offered, promised]) await help(desk, caseId)

  const mine = await onTurn(desk, 'owners')
  expect(ids(mine)).toEqual([unanswered, promised, kept].toSorted())
  expect(ids(await onTurn(desk, 'others'))).toEqual([offered, asked].toSorted())
  expect(await showCounts(desk, as(desk, 'ann'))).toMatchObject({ mine: { count: 3 }, waiting: { count: 2 } })
  expect(Object.fromEntries(mine.map(({ id, meanwhile }) => [id, meanwhile?.kind]))).toEqual({
    [unanswered]: 'acknowledge-by',
    [promised]: 'promise',
    [kept]: undefined,
  })
  expect((await showCounts(desk, as(desk, 'lee'))).offered.count).toBe(3)
})

test('the owner does not wait for an answer while the customer is soon owed word', async () => {
  const desk = await alderasDesk()
  const caseId = await donePart(desk)
  const { deadlines } = await desk.see(caseId)
  const update = deadlines.find(({ kind, state }) => kind === 'next-update-by' && state === 'running')
  const left = desk.now().until(Temporal.Instant.from(update?.dueAt ?? ''))
  desk.wait(left.subtract({ minutes: 20 }).toString())
  while ((await ring(desk)) > 0);
  await help(desk, caseId)

  expect(await isToDo(desk, caseId)).toBe(true)
  expect(await desk.see(caseId)).toMatchObject({
    offeredTo: { id: 'lee' },
    meanwhile: { kind: 'next-update-by' },
  })
})

test('a list says of an offered case what its page says, until it is taken', async () => {
  const desk = await alderasDesk()
  const caseId = await donePart(desk)
  await help(desk, caseId)

  const told = [await isToDo(desk, caseId)]
  while (told.length < 200 && (await desk.see(caseId)).offer !== null) {
    desk.wait('PT15M')
    while ((await ring(desk)) > 0);
    told.push(await isToDo(desk, caseId))
  }

  expect(told.length).toBeGreaterThan(2)
  expect(told[0]).toBe(false)
  expect(told.at(-1)).toBe(true)
})

test('a case of which nothing is left but that somebody signs a remedy is not its owner’s turn until they have', async () => {
  const desk = await remedyDesk()
  const [waits, unanswered] = [await owedRefund(desk), await owedRefund(desk, 'bo@example.org')]
  for (const caseId of [waits, unanswered])
    await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'ann' })
  const reply = { body: 'We check the bill until Friday.', visibility: 'private', asks: false } as const
  await sendReply(desk, person(desk, 'ann'), { ...(await desk.on(waits)), ...reply })
  await letLeave(desk)
  const remedyId = await gives(desk, person(desk, 'ann'), waits, { amount: 30_000 })
  await gives(desk, person(desk, 'ann'), unanswered, { amount: 30_000 })

  expect((await desk.see(waits)).nextDue?.kind).toBe('sign-by')
  expect(ids(await onTurn(desk, 'owners'))).toEqual([unanswered])
  expect(ids(await onTurn(desk, 'others'))).toEqual([waits])
  expect(await showCounts(desk, as(desk, 'ann'))).toMatchObject({ mine: { count: 1 }, waiting: { count: 1 } })

  await approveRemedy(desk, person(desk, 'sue'), about(remedyId))
  expect(ids(await onTurn(desk, 'owners'))).toEqual([waits, unanswered].toSorted())
})

/** Whether its owner has something to do, as the list is filtered and as the case says itself. */
async function isToDo(desk: TestDesk, caseId: string): Promise<boolean> {
  const { cases } = await showCases(desk, desk.admin, { state: 'open', limit: 200, turn: 'owners' })
  const { offeredTo, meanwhile } = await desk.see(caseId)
  const isTheirs = offeredTo === null || meanwhile !== null
  expect(ids(cases)).toEqual(isTheirs ? [caseId] : [])
  return isTheirs
}
