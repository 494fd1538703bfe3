import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aBounce, aMail, deliver, itemsOf, letLeave } from '#test/mail.ts'
import { sql } from '#server/store/statement.ts'
import { receiveWaiting } from '#server/work/receive-waiting.ts'
import { addMailbox } from '../connections/add-mailbox.ts'
import { connectionFor, keepItem } from './keep-item.ts'
import { merge } from '../cases/merge.ts'
import { sendReply } from '../replies/send-reply.ts'
import { showAudit, showItems } from '../cases/show-desk.ts'
import { openItem, retryItem } from './understand-item.ts'

const onHoliday = {
  subject: 'Automatic reply: Your complaint',
  headers: ['Auto-Submitted: auto-replied'],
  body: 'I am on holiday until Monday.',
}

/** A reply that has left: answers the Message-ID that it left with. */
async function sentReply(desk: TestDesk, caseId: string) {
  const words = { body: 'We are on it.', visibility: 'private', asks: false } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...words })
  const [messageId = ''] = await letLeave(desk)
  return messageId
}

describe('what no person wrote opens no case', () => {
  test.each([
    ['an out-of-office answer', onHoliday, 'out-of-office'],
    [
      'an automatic acknowledgement',
      { subject: 'We have received your mail', headers: ['Auto-Submitted: auto-replied'] },
      'auto-reply',
    ],
    [
      'a newsletter',
      { headers: ['List-Id: <news.example.org>', 'List-Unsubscribe: <https://example.org/leave>'] },
      'newsletter',
    ],
    ['our own notification, come back', { headers: ['X-Evenhand-Notification: yes'] }, 'own-notification'],
  ])('%s is set aside with its reason', async (_, parts, because) => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail(parts))

    expect(item).toMatchObject({ outcome: 'set-aside', because, caseId: '' })
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, setAside: 1, cases: 0 })
  })

  test('a mail from our own address is set aside as a loop', async () => {
    const desk = await aDesk()
    await addMailbox(desk, desk.admin, { name: 'Help', address: 'help@desk.test' })

    const [item] = await deliver(desk, aMail({ from: 'help@desk.test' }))

    expect(item).toMatchObject({ outcome: 'set-aside', because: 'loop' })
  })

  test('an automatic answer to our reply does not count as the customer’s contact', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail())
    const ours = await sentReply(desk, first?.caseId ?? '')
    desk.wait('PT24H')

    await deliver(desk, aMail({ ...onHoliday, inReplyTo: ours }))

    expect(await desk.see(first?.caseId ?? '')).toMatchObject({ failures: 0, contacts: 1 })
  })

  test('what is set aside is listed with sender, subject and reason', async () => {
    const desk = await aDesk()
    await deliver(desk, aMail(onHoliday))

    const { items } = await showItems(desk, desk.admin, { outcome: 'set-aside', limit: 10 })

    expect(items).toMatchObject([
      { from: 'Ada <ada@example.org>', subject: onHoliday.subject, because: 'out-of-office' },
    ])
  })

  test('what was set aside in one moment is listed page by page, each once', async () => {
    const desk = await aDesk()
    for (let n = 0; n < 5; n += 1) await deliver(desk, aMail(onHoliday))
    const page = (after?: string) =>
      showItems(desk, desk.admin, { outcome: 'set-aside', limit: 2, ...(after !== undefined && { after }) })

    const first = await page()
    const second = await page(first.next ?? undefined)
    const third = await page(second.next ?? undefined)

    const seen = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id))
    expect(new Set(seen).size).toBe(5)
    expect([seen.length, third.next]).toEqual([5, null])
  })
})

describe('a bounce of our reply', () => {
  test('tells the case that the reply has not arrived: the customer waits again, and a date runs', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail())
    const caseId = first?.caseId ?? ''
    const ours = await sentReply(desk, caseId)
    expect((await desk.see(caseId)).deadlines).toContainEqual(
      expect.objectContaining({ kind: 'acknowledge-by', state: 'met' }),
    )

    const [bounce] = await deliver(desk, aBounce(ours), undefined, '')

    const kase = await desk.see(caseId)
    expect(bounce).toMatchObject({ outcome: 'set-aside', because: 'bounce' })
    expect(kase.events.map(({ type }) => type)).toContain('reply-refused')
    expect(kase.deadlines).toContainEqual(
      expect.objectContaining({ kind: 'acknowledge-by', state: 'running' }),
    )
  })

  test('tells the case that took over, when the two were merged meanwhile', async () => {
    const desk = await aDesk()
    const [washer] = await deliver(desk, aMail())
    const [billing] = await deliver(
      desk,
      aMail({ subject: 'Invoice 4711 is wrong', body: 'The amount was charged twice.' }),
    )
    const ours = await sentReply(desk, billing?.caseId ?? '')
    await sentReply(desk, washer?.caseId ?? '')
    const caseId = washer?.caseId ?? ''
    await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes: billing?.caseId ?? '' })

    await deliver(desk, aBounce(ours), undefined, '')

    const { deadlines } = await desk.see(caseId)
    expect(deadlines).toContainEqual(expect.objectContaining({ kind: 'acknowledge-by', state: 'running' }))
  })

  test('of a mail that is not ours changes nothing', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ messageId: 'first@example.org' }))
    const { seq } = await desk.see(first?.caseId ?? '')

    const [bounce] = await deliver(desk, aBounce('first@example.org'), undefined, '')

    expect(bounce).toMatchObject({ outcome: 'set-aside', because: 'bounce' })
    expect((await desk.see(first?.caseId ?? '')).seq).toBe(seq)
  })
})

describe('make it a case', () => {
  test('opens a case of an item that was set aside, and the books still add up', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail(onHoliday))

    const opened = await openItem(desk, desk.admin, { itemId: item?.id ?? '' })

    expect(opened).toMatchObject({ outcome: 'opened', itemId: item?.id })
    expect((await desk.see(opened.caseId ?? '')).messages).toMatchObject([{ subject: onHoliday.subject }])
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, opened: 1, setAside: 0 })
  })

  test('days later is late by those days: the customer has waited since they wrote, and our slip is no excuse', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail(onHoliday))
    desk.wait('PT96H')

    const { caseId = '' } = await openItem(desk, desk.admin, { itemId: item?.id ?? '' })

    await desk.settle()
    const { nextDueAt } = await desk.see(caseId)
    expect(Temporal.Instant.compare(nextDueAt ?? desk.now(), desk.now())).toBe(-1)
  })

  test('asked twice, or twice at once, opens one case', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail(onHoliday))
    const again = () => openItem(desk, desk.admin, { itemId: item?.id ?? '' })

    const [first, second] = await Promise.all([again(), again()])

    expect(second).toEqual(first)
    expect(await again()).toEqual(first)
    expect(await showAudit(desk, desk.admin)).toMatchObject({ opened: 1, setAside: 0, cases: 1 })
  })

  test('joins the case whose thread the item answers', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ messageId: 'first@example.org' }))
    const [item] = await deliver(desk, aMail({ ...onHoliday, inReplyTo: 'first@example.org' }))

    const joined = await openItem(desk, desk.admin, { itemId: item?.id ?? '' })

    expect(joined).toMatchObject({ outcome: 'joined', caseId: first?.caseId })
  })

  test('of an item that is a case already changes nothing', async () => {
    const desk = await aDesk()
    const { itemId, caseId } = await desk.take()

    expect(await openItem(desk, desk.admin, { itemId })).toMatchObject({ outcome: 'opened', caseId })
    expect(await showAudit(desk, desk.admin)).toMatchObject({ opened: 1 })
  })

  test('of an item that does not exist is refused', async () => {
    const desk = await aDesk()

    await expect(openItem(desk, desk.admin, { itemId: crypto.randomUUID() })).rejects.toThrow(
      'There is no such item.',
    )
  })
})

describe('what cannot be understood', () => {
  const nobody = Buffer.from('Subject: Who am I?\r\n\r\nNobody signed this.\r\n')

  test('is quarantined with a reason and an owner', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, nobody, undefined, '')

    expect(item).toMatchObject({ outcome: 'quarantined', owner: 'administrator' })
    expect(item?.because).toContain('no sender')
    expect((await showItems(desk, desk.admin, { outcome: 'quarantined', limit: 10 })).items).toHaveLength(1)
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, quarantined: 1 })
  })

  test('tried again stays there while nobody can read it, and is counted once', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, nobody, undefined, '')

    const again = await retryItem(desk, desk.admin, { itemId: item?.id ?? '' })

    expect(again.outcome).toBe('quarantined')
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, quarantined: 1 })
  })

  test('becomes a case once the desk can read it', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, nobody, undefined, '')
    // A later release reads what this one cannot: to the item that is the same as if its bytes had been clear.
    await desk.db.asOwner((tx) =>
      tx.rows(sql`update item_bytes set bytes = $2 where item_id = $1`, [item?.id, aMail()]),
    )

    const again = await retryItem(desk, desk.admin, { itemId: item?.id ?? '' })

    expect(again.outcome).toBe('opened')
    expect(await itemsOf(desk)).toMatchObject([{ outcome: 'opened', owner: null, caseId: again.caseId }])
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, quarantined: 0, opened: 1 })
  })

  test('is quarantined too when it was handed over by nobody', async () => {
    const desk = await aDesk()

    expect(await desk.take({ from: {} })).toMatchObject({ outcome: 'quarantined' })
  })
})

describe('what the filter in front of the desk takes for spam', () => {
  test.each(['X-Spam-Flag: YES', 'X-Spam: Yes'])(
    'is quarantined for a person to decide, by %s',
    async (mark) => {
      const desk = await aDesk()

      const [item] = await deliver(desk, aMail({ headers: [mark, 'X-Spam-Status: Yes, score=15.2'] }))

      expect(item).toMatchObject({
        outcome: 'quarantined',
        because: 'The filter in front of this desk takes it for spam.',
        owner: 'administrator',
      })
      expect(await openItem(desk, desk.admin, { itemId: item?.id ?? '' })).toMatchObject({
        outcome: 'opened',
      })
    },
  )

  test('is a case like any other where the filter says no, or where it answers what we know', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ headers: ['X-Spam-Flag: NO'] }))
    const ours = await sentReply(desk, first?.caseId ?? '')

    const [answer] = await deliver(desk, aMail({ headers: ['X-Spam-Flag: YES'], inReplyTo: ours }))
    const [guess] = await deliver(
      desk,
      aMail({ headers: ['X-Spam-Flag: YES'], subject: 'Re: [EH-1] Your prize', inReplyTo: 'no@example.org' }),
    )

    expect(answer).toMatchObject({ outcome: 'joined', caseId: first?.caseId })
    expect(guess).toMatchObject({ outcome: 'quarantined' })
  })

  test('is no case by trying again, only by saying so', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail({ headers: ['X-Spam-Flag: YES'] }))

    expect(await retryItem(desk, desk.admin, { itemId: item?.id ?? '' })).toMatchObject({
      outcome: 'quarantined',
    })
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, quarantined: 1 })
  })
})

test('a mail that was kept and never understood is understood by whoever looks next', async () => {
  const desk = await aDesk()
  const connection = await connectionFor(desk, desk.org, 'email')
  const raw = {
    connection,
    channel: 'email',
    externalId: 'kept',
    receivedAt: desk.now(),
    form: 'mail',
    recipient: null,
  } as const
  await keepItem(desk, desk.org, { ...raw, bytes: aMail() })
  desk.wait('PT3S')

  await receiveWaiting(desk, Temporal.Duration.from({ seconds: 2 }))

  expect(await itemsOf(desk)).toMatchObject([{ outcome: 'opened' }])
})
