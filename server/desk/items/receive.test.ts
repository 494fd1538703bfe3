import { describe, expect, test } from 'vitest'
import { aDesk, anItem, type TestDesk } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { closeSettled } from '#test/settle-case.ts'
import { addMailbox, changeMailbox } from '../connections/add-mailbox.ts'
import { merge } from '../cases/merge.ts'
import { sendReply } from '../replies/send-reply.ts'
import { showConnections } from '../connections/show-connections.ts'
import { showAudit } from '../cases/show-desk.ts'
import { split } from '../cases/split.ts'
import { takeItem } from './take-item.ts'

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }

/** Replies to a case, and answers the Message-ID that the reply leaves with. */
async function reply(desk: TestDesk, caseId: string) {
  const words = { body: 'We are on it.', visibility: 'private', asks: false } as const
  const { id } = await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...words })
  return `${id}@desk.test`
}

test('a name that turns the direction of writing turns no sentence in which it stands', async () => {
  const desk = await aDesk()
  const name = 'Zo\u00eb \u202eeugaelloc a ot\u202c ימיר'

  const { caseId } = await desk.take({ from: { name, email: 'zoe@example.org' } })

  expect((await desk.see(caseId)).person?.name).toBe('Zoë eugaelloc a ot ימיר')
})

test('a complaint opens a case with an owner and a running date', async () => {
  const desk = await aDesk()
  const { outcome, caseId } = await desk.take()

  const kase = await desk.see(caseId)
  expect(outcome).toBe('opened')
  expect(kase.owner.id).toBe('administrator')
  expect(kase.deadlines.map(({ kind, state }) => [kind, state])).toEqual([
    ['acknowledge-by', 'running'],
    ['act-by', 'running'],
  ])
  expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, opened: 1, ownerless: 0, clockless: 0 })
})

describe('the same conversation', () => {
  test('a second mail in the same thread joins, whatever it is about', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ messageId: 'first@example.org' }))

    const [second] = await deliver(
      desk,
      aMail({ inReplyTo: 'first@example.org', subject: 'Re: hello', body: 'Thursday suits me.' }),
    )

    expect(second).toMatchObject({ outcome: 'joined', because: 'thread', caseId: first?.caseId })
  })

  test('an answer to our reply joins by the Message-ID of the reply', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail())
    const ours = await reply(desk, first?.caseId ?? '')

    const [answer] = await deliver(
      desk,
      aMail({ inReplyTo: ours, subject: 'Re: hello', body: 'Thursday suits me.' }),
    )

    expect(answer).toMatchObject({ outcome: 'joined', because: 'thread', caseId: first?.caseId })
  })

  test('answers to replies join before and after our address has moved to another domain', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail())
    const caseId = first?.caseId ?? ''
    const before = await reply(desk, caseId)
    const mailbox = (await showConnections(desk, desk.admin)).connections.find((one) => !one.isDefault)
    const address = `${desk.org}@moved.test`
    const moved = { connectionId: mailbox?.id ?? '', name: 'Help', address, team: null, imap: null }
    await changeMailbox(desk, desk.admin, { ...moved, relay: null, key: 'moved' })
    const after = (await reply(desk, caseId)).replace('@desk.test', '@moved.test')

    for (const inReplyTo of [after, before]) {
      const [answer] = await deliver(desk, aMail({ inReplyTo, subject: 'Re: hello' }), [address])
      expect(answer).toMatchObject({ outcome: 'joined', because: 'thread', caseId })
    }
  })

  test('a case number in the subject joins for somebody of that case', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { number } = await desk.see(caseId)

    const again = await desk.take({ subject: `Thursday [EH-${number}]`, body: 'At ten.' })

    expect(again).toMatchObject({ outcome: 'joined', caseId })
  })

  test('a case number in the subject does not let anybody else in', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { number } = await desk.see(caseId)

    const other = await desk.take({
      from: { email: 'eve@example.net' },
      subject: `Re: [EH-${number}]`,
      body: 'What did you decide?',
    })

    expect(other.outcome).toBe('opened')
    expect((await desk.see(other.caseId)).links).toMatchObject([
      { caseId, state: 'proposed', evidence: 'quotes-its-thread' },
    ])
  })

  test('after a split, an answer goes to the case of the message that it answers', async () => {
    const desk = await aDesk()
    const { caseId: washer } = await desk.take({ externalId: 'washer' })
    const { itemId } = await desk.take({ ...bill, inReplyTo: 'washer', externalId: 'bill' })
    const { id: billing } = await split(desk, desk.admin, { ...(await desk.on(washer)), items: [itemId] })
    const ours = await reply(desk, billing)

    const mail = aMail({
      inReplyTo: ours,
      references: ['email:washer', 'email:bill'],
      subject: 'Thanks',
      body: 'Yes, in October.',
    })
    const [answer] = await deliver(desk, mail)

    expect(answer).toMatchObject({ outcome: 'joined', caseId: billing })
  })
})

describe('a stranger who quotes the thread', () => {
  test('does not get in by a Message-ID of the customer: the link is only proposed', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ messageId: 'first@example.org' }))

    const [other] = await deliver(
      desk,
      aMail({
        from: 'eve@example.net',
        inReplyTo: 'first@example.org',
        subject: 'Re: My washing machine floods the kitchen',
      }),
    )

    const kase = await desk.see(other?.caseId ?? '')
    expect(other).toMatchObject({ outcome: 'opened' })
    expect(kase.links).toMatchObject([{ kind: 'case', state: 'proposed', caseId: first?.caseId }])
    expect(kase.messages).toHaveLength(1)
    expect((await desk.see(first?.caseId ?? '')).messages).toHaveLength(1)
  })

  test('does not get in by a Message-ID of ours', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail())
    const ours = await reply(desk, first?.caseId ?? '')

    const [other] = await deliver(desk, aMail({ from: 'eve@example.net', inReplyTo: ours }))

    expect(other?.outcome).toBe('opened')
    expect((await desk.see(other?.caseId ?? '')).links).toMatchObject([
      { state: 'proposed', caseId: first?.caseId },
    ])
  })

  test('does not get in by an address that only looks like the customer’s', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ messageId: 'first@example.org' }))

    // The a is Cyrillic.
    const [other] = await deliver(
      desk,
      aMail({ from: '=?utf-8?q?Ada?= <аda@example.org>', inReplyTo: 'first@example.org' }),
    )

    expect(other?.outcome).toBe('opened')
    expect(other?.caseId).not.toBe(first?.caseId)
  })
})

describe('the matter', () => {
  test('two matters of one person are two linked cases', async () => {
    const desk = await aDesk()
    const washer = await desk.take()
    const billing = await desk.take(bill)

    expect(billing.outcome).toBe('opened')
    expect(billing.caseId).not.toBe(washer.caseId)
    expect((await desk.see(billing.caseId)).links).toMatchObject([
      { caseId: washer.caseId, state: 'confirmed', evidence: 'same-person' },
    ])
    expect((await desk.see(billing.caseId)).person).toEqual((await desk.see(washer.caseId)).person)
  })

  test('the same matter within thirty days joins', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    desk.wait('PT696H')

    const again = await desk.take({
      subject: 'Flooded again',
      body: 'The washing machine floods my kitchen still.',
    })

    expect(again).toMatchObject({ outcome: 'joined', because: 'same-matter', caseId })
  })

  test('the same matter after more than thirty days is a new case, linked to the first', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    desk.wait('PT744H')

    const again = await desk.take()

    expect(again.outcome).toBe('opened')
    expect((await desk.see(again.caseId)).links).toMatchObject([{ caseId, state: 'confirmed' }])
  })

  test('the same words of somebody else are somebody else’s case, not linked', async () => {
    const desk = await aDesk()
    await desk.take()

    const other = await desk.take({ from: { email: 'bob@example.org', name: 'Ada' } })

    expect(other.outcome).toBe('opened')
    expect((await desk.see(other.caseId)).links).toEqual([])
  })
})

describe('the same item', () => {
  test('twice is one, and gives the same answer', async () => {
    const desk = await aDesk()
    const item = anItem()

    const first = await takeItem(desk, desk.admin, item)
    const second = await takeItem(desk, desk.admin, item)

    expect(second).toEqual(first)
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, opened: 1, joined: 0 })
  })

  test('by two of our addresses is one message', async () => {
    const desk = await aDesk()
    await addMailbox(desk, desk.admin, { name: 'Help', address: 'help@desk.test' })
    await addMailbox(desk, desk.admin, { name: 'Complaints', address: 'complaints@desk.test' })

    const items = await deliver(desk, aMail(), ['help@desk.test', 'complaints@desk.test'])

    const [caseId = ''] = new Set(items.map((item) => item.caseId))
    expect(items.map(({ outcome }) => outcome).toSorted()).toEqual(['joined', 'opened'])
    expect((await desk.see(caseId)).messages).toHaveLength(1)
    expect((await desk.see(caseId)).failures).toBe(0)
  })

  test('with a Message-ID that was used before is another mail, and not lost', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ messageId: 'same@example.org' }))

    const [second] = await deliver(desk, aMail({ messageId: 'same@example.org', ...bill }))

    expect(second?.outcome).toBe('opened')
    expect(second?.caseId).not.toBe(first?.caseId)
    expect((await desk.see(second?.caseId ?? '')).subject).toBe(bill.subject)
  })
})

describe('a case that is not open', () => {
  test('is reopened by its customer, and that we closed it too soon is a failure', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ externalId: 'washer' })
    await reply(desk, caseId)
    await closeSettled(desk, caseId)
    desk.wait('PT48H')

    const again = await desk.take({ inReplyTo: 'washer', subject: 'No', body: 'It leaks still.' })

    const kase = await desk.see(caseId)
    expect(again).toMatchObject({ outcome: 'joined', caseId })
    expect(kase.state).toBe('open')
    expect(kase.failureChain.map(({ reason }) => reason)).toEqual(['reopened'])
    expect(kase.nextDueAt).not.toBeNull()
  })

  test('is reopened by a caller who comes back with the same matter', async () => {
    const desk = await aDesk()
    const call = { channel: 'phone', from: { phone: '+49 30 1234567' } } as const
    const { caseId } = await desk.take(call)
    await closeSettled(desk, caseId)
    desk.wait('PT48H')

    const again = await desk.take(call)

    expect(again).toMatchObject({ outcome: 'joined', because: 'same-matter', caseId })
    expect(await desk.see(caseId)).toMatchObject({ state: 'open', failures: 2 })
  })

  test('that was merged passes its messages on to the case that took it over', async () => {
    const desk = await aDesk()
    const { caseId: washer } = await desk.take({ externalId: 'washer' })
    const { caseId: billing } = await desk.take({ ...bill, externalId: 'bill' })
    await merge(desk, desk.admin, { ...(await desk.on(washer)), takes: billing })

    const again = await desk.take({ inReplyTo: 'bill', subject: 'And?', body: 'Nobody answers.' })

    expect(again).toMatchObject({ outcome: 'joined', caseId: washer })
    expect((await desk.see(washer)).messages).toHaveLength(3)
  })
})

describe('when the customer made contact', () => {
  test('in the future counts as now: no date is put off', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ at: '2027-11-23T09:00:00Z' })

    expect((await desk.see(caseId)).nextDueAt).toBe('2026-11-23T13:00:00Z')
  })

  test('in the past counts as it was: the dates run from then', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ at: '2026-11-23T07:00:00Z' })

    expect((await desk.see(caseId)).nextDueAt).toBe('2026-11-23T11:00:00Z')
  })
})
