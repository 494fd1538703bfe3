import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { letLeave } from '#test/mail.ts'
import { closeSettled } from '#test/settle-case.ts'
import { assign } from './case-commands.ts'
import { acceptEscalation } from './escalate.ts'
import { noteWord } from '../settling/hear-customer.ts'
import { merge, undoMerge } from './merge.ts'
import { promise } from './promise.ts'
import { resolve } from '../settling/resolve.ts'
import { sendReply } from '../replies/send-reply.ts'
import { showAudit } from './show-desk.ts'

const washer = { channel: 'phone', from: { phone: '+49 30 1234567' }, externalId: 'washer' } as const
const bill = {
  ...washer,
  externalId: 'bill',
  subject: 'Wrong amount on invoice 4711',
  body: 'You charged the instalment twice in October.',
}

async function twoCases(desk: TestDesk) {
  const first = await desk.take(washer)
  const second = await desk.take(bill)
  return { first: first.caseId, second: second.caseId }
}

const mergeInto = async (desk: TestDesk, caseId: string, takes: string) =>
  merge(desk, desk.admin, { ...(await desk.on(caseId)), takes })

const giveBack = async (desk: TestDesk, caseId: string, gives: string) =>
  undoMerge(desk, desk.admin, { ...(await desk.on(caseId)), gives })

describe('a case that takes over another', () => {
  test('counts the failures of both, and policy is asked with the sum', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    expect(await desk.see(first)).toMatchObject({ failures: 1, offer: null })

    await mergeInto(desk, first, second)

    expect(await desk.see(first)).toMatchObject({
      failures: 2,
      contacts: 2,
      offer: { rung: { id: 'second-line' } },
    })
  })

  test('shows the messages and the events of both', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)

    await mergeInto(desk, first, second)

    const kase = await desk.see(first)
    expect(kase.messages.map(({ subject }) => subject)).toContain(bill.subject)
    expect(new Set(kase.events.map(({ caseId }) => caseId))).toEqual(new Set([first, second]))
    expect(kase.tookOver).toMatchObject([{ id: second }])
  })

  test('leaves the other at rest: no date runs there, nobody is asked, and it takes no reply', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)

    await mergeInto(desk, first, second)

    expect(await desk.see(second)).toMatchObject({
      state: 'merged',
      mergedInto: first,
      nextDueAt: null,
      offer: null,
    })
    const reply = { ...(await desk.on(second)), body: 'Sorry.', visibility: 'private', asks: false } as const
    await expect(sendReply(desk, desk.admin, reply)).rejects.toThrow('Open that one to reply.')
    expect(await showAudit(desk, desk.admin)).toMatchObject({ cases: 2, open: 1 })
  })

  test('that is taken over in turn hands on what it took: messages, failures, and whoever writes', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    const { caseId: third } = await desk.take({
      ...washer,
      externalId: 'rude',
      subject: 'A rude technician',
      body: 'He shouted and slammed a door.',
    })

    await mergeInto(desk, first, second)
    await mergeInto(desk, third, first)

    expect((await desk.see(third)).failures).toBe(3)
    expect((await desk.see(third)).messages).toHaveLength(3)
    expect(await desk.take({ ...washer, inReplyTo: 'bill', externalId: 'again' })).toMatchObject({
      outcome: 'joined',
      caseId: third,
    })
  })

  test('owes the earlier of the two dates', async () => {
    const desk = await aDesk()
    const mail = (subject: string, body: string) => desk.take({ subject, body })
    const { caseId: early } = await mail('My washing machine floods', 'Water everywhere.')
    desk.wait('PT2H')
    const { caseId: late } = await mail(bill.subject, bill.body)
    const { nextDueAt } = await desk.see(early)

    await mergeInto(desk, late, early)

    expect((await desk.see(late)).nextDueAt).toBe(nextDueAt)
  })

  test('is not taken while a promise runs there: a merge loses no promise', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    await promise(desk, desk.admin, {
      ...(await desk.on(second)),
      what: 'I will call you.',
      dueAt: '2026-11-23T15:00:00Z',
    })

    await expect(mergeInto(desk, first, second)).rejects.toThrow('promise')
    await mergeInto(desk, second, first)
    expect((await desk.see(second)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'promise', state: 'running' }),
    )
  })
})

describe('a merge that is refused', () => {
  test('of two people’s cases', async () => {
    const desk = await aDesk()
    const { caseId: adas } = await desk.take()
    const { caseId: bobs } = await desk.take({ from: { email: 'bob@example.org' } })

    await expect(mergeInto(desk, adas, bobs)).rejects.toThrow('two people’s cases')
    expect(await desk.see(bobs)).toMatchObject({ state: 'open' })
  })

  test('of a case with a reply on its way, or in doubt: nobody would look after it', async () => {
    const desk = await aDesk()
    const { caseId: first } = await desk.take()
    const { caseId: second } = await desk.take({ subject: bill.subject, body: bill.body })
    await sendReply(desk, desk.admin, {
      ...(await desk.on(second)),
      body: 'We look into it.',
      visibility: 'private',
      asks: false,
    })

    await expect(mergeInto(desk, first, second)).rejects.toThrow('still on its way')
    await letLeave(desk, { outcome: 'in-doubt', because: 'The line was cut.' })
    await expect(mergeInto(desk, first, second)).rejects.toThrow('in doubt')
    await mergeInto(desk, second, first)
  })

  test('of a case whose customer disputes how it stands, or was told no: it goes on itself', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    const says = async (caseId: string, word: 'settled' | 'disagree') =>
      noteWord(desk, desk.admin, { ...(await desk.on(caseId)), says: word, way: 'message' })
    await says(first, 'settled')
    await says(second, 'disagree')

    await expect(mergeInto(desk, first, second)).rejects.toThrow('Let that case take over this one.')
    await mergeInto(desk, second, first)

    expect(await desk.see(second)).toMatchObject({ state: 'open', tookOver: [{ id: first }] })
  })

  test('of none: but that one matter is settled closes no other that it takes over', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    await noteWord(desk, desk.admin, { ...(await desk.on(first)), says: 'settled', way: 'message' })
    await mergeInto(desk, first, second)

    const settled = { decision: 'upheld', restsOn: 'word', reason: 'Repaired.' } as const
    await expect(resolve(desk, desk.admin, { ...(await desk.on(first)), ...settled })).rejects.toThrow(
      'has not said that it is settled',
    )
    expect(await desk.see(first)).toMatchObject({ state: 'open' })
  })

  test('of a case with itself, with a closed one, or with none', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    await closeSettled(desk, second)

    await expect(mergeInto(desk, first, first)).rejects.toThrow('cannot take itself over')
    await expect(mergeInto(desk, first, second)).rejects.toThrow('closed')
    await expect(mergeInto(desk, first, crypto.randomUUID())).rejects.toThrow('There is no such case.')
  })
})

describe('undoing a merge', () => {
  test('gives the case back with its own failures, messages and dates', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    await mergeInto(desk, first, second)

    await giveBack(desk, first, second)

    expect(await desk.see(first)).toMatchObject({ failures: 1, contacts: 1, tookOver: [], messages: [{}] })
    const given = await desk.see(second)
    expect(given).toMatchObject({ state: 'open', mergedInto: null, failures: 1, contacts: 1, messages: [{}] })
    expect(given.nextDueAt).not.toBeNull()
  })

  test('gives each its own date to answer back, and takes back what only both together called for', async () => {
    const desk = await aDesk()
    const { caseId: early } = await desk.take({
      subject: 'My washing machine floods',
      body: 'Water everywhere.',
    })
    desk.wait('PT2H')
    const { caseId: late } = await desk.take({ subject: bill.subject, body: bill.body })
    const before = { early: await desk.see(early), late: await desk.see(late) }
    await mergeInto(desk, late, early)
    expect((await desk.see(late)).nextDueAt).toBe(before.early.nextDueAt)

    await giveBack(desk, late, early)

    for (const [id, { nextDueAt, owner, rung, offer }] of [
      [early, before.early],
      [late, before.late],
    ] as const)
      expect(await desk.see(id)).toMatchObject({ nextDueAt, owner, rung, offer, state: 'open' })
  })

  test('brings a case back to its owner that only the failures of both had brought higher', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    const { owner, rung } = await desk.see(first)
    await mergeInto(desk, first, second)
    const { offer } = await desk.see(first)
    await acceptEscalation(desk, desk.admin, { escalationId: offer?.id ?? '' })
    expect((await desk.see(first)).rung.id).toBe('second-line')

    await giveBack(desk, first, second)

    expect(await desk.see(first)).toMatchObject({ owner, rung, offer: null, failures: 1 })
    expect(await showAudit(desk, desk.admin)).toMatchObject({ chainBroken: 0, clockless: 0, ownerless: 0 })
  })

  test('keeps whom a colleague has given it to since, and what the customer has written', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    await mergeInto(desk, first, second)
    const { handle: id } = await desk.colleague('ann')
    await assign(desk, desk.admin, { ...(await desk.on(first)), owner: id })
    await desk.take({ ...washer, inReplyTo: 'washer', externalId: 'again', body: 'And now?' })

    await giveBack(desk, first, second)

    expect(await desk.see(first)).toMatchObject({ owner: { id }, failures: 2, contacts: 2 })
  })

  test('is refused by a case that has not taken the other over', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)

    await expect(giveBack(desk, first, second)).rejects.toThrow('has not taken that one over')
  })

  test('is refused by a case that was taken over itself: the one that took it gives it back first', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    const { caseId: third } = await desk.take({
      ...washer,
      externalId: 'rude',
      subject: 'A rude technician',
      body: 'He shouted.',
    })
    await mergeInto(desk, first, second)
    await mergeInto(desk, third, first)

    await expect(giveBack(desk, first, second)).rejects.toThrow('taken over by another')
  })
})

describe('merges at once', () => {
  test('of the same two cases into each other: one wins, the other is refused, and neither waits for ever', async () => {
    const desk = await aDesk()
    const { first, second } = await twoCases(desk)
    const asked = [
      { ...(await desk.on(first)), takes: second },
      { ...(await desk.on(second)), takes: first },
    ]

    const results = await Promise.allSettled(asked.map((one) => merge(desk, desk.admin, one)))

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const states = await Promise.all([first, second].map(async (id) => (await desk.see(id)).state))
    expect(states.toSorted()).toEqual(['merged', 'open'])
  })

  test('round in a ring, with mail coming in for all of them, lose no message and none is shown twice', async () => {
    const desk = await aDesk()
    const parts = [
      { subject: 'My washing machine floods', body: 'Water everywhere.' },
      { subject: bill.subject, body: bill.body },
      { subject: 'A rude technician', body: 'He shouted and slammed a door.' },
    ]
    const opened = await Promise.all(parts.map((part, n) => desk.take({ ...part, externalId: `part-${n}` })))
    const ids = opened.map(({ caseId }) => caseId)
    const asked = await Promise.all(
      ids.map(async (id, n) => ({ ...(await desk.on(id)), takes: ids[(n + 1) % 3] ?? '' })),
    )

    await Promise.all([
      Promise.allSettled(asked.map((one) => merge(desk, desk.admin, one))),
      ...ids.map((_, n) => desk.take({ subject: 'And?', body: 'Still waiting.', inReplyTo: `part-${n}` })),
    ])

    const cases = await Promise.all(ids.map((id) => desk.see(id)))
    const shown = cases.filter(({ state }) => state === 'open').flatMap(({ messages }) => messages)
    expect(shown).toHaveLength(6)
    expect(new Set(shown.map(({ id }) => id)).size).toBe(6)
  })
})
