import { describe, expect, test } from 'vitest'
import { aDesk, anItem, type TestDesk } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { merge } from '../cases/merge.ts'
import { showConnections } from '../connections/show-connections.ts'
import { showAudit } from '../cases/show-desk.ts'
import { takeItem } from './take-item.ts'

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }
const twenty = Array.from({ length: 20 }, (_, n) => n)

const atOnce = (desk: TestDesk, parts: (n: number) => Parameters<typeof anItem>[0]) =>
  Promise.all(twenty.map((n) => desk.take(parts(n))))

const casesIn = (items: readonly { caseId: string }[]) => new Set(items.map(({ caseId }) => caseId))

describe('twenty items of one person at once', () => {
  test('about one matter are one case', async () => {
    const desk = await aDesk()
    const items = await atOnce(desk, () => ({}))

    const [caseId = '', ...others] = casesIn(items)
    expect(others).toEqual([])
    expect((await desk.see(caseId)).messages).toHaveLength(20)
    expect(await showAudit(desk, desk.admin)).toMatchObject({
      items: 20,
      opened: 1,
      joined: 19,
      cases: 1,
      open: 1,
    })
  })

  test('about two matters are two cases', async () => {
    const desk = await aDesk()
    const items = await atOnce(desk, (n) => (n % 2 === 0 ? {} : bill))

    expect(casesIn(items).size).toBe(2)
    expect(await showAudit(desk, desk.admin)).toMatchObject({ opened: 2, joined: 18 })
  })

  test('about one matter are one case, when half of them come by phone', async () => {
    const desk = await aDesk()
    const both = { email: 'ada@example.org', phone: '+49 30 1234567' }
    await desk.take({ ...bill, from: { email: both.email } })
    await desk.take({ ...bill, channel: 'phone', from: both })

    const items = await atOnce(desk, (n) =>
      n % 2 === 0 ? { from: { email: both.email } } : { channel: 'phone', from: { phone: both.phone } },
    )

    expect(casesIn(items).size).toBe(1)
  })
})

test('the same item twenty times at once is one item with one answer', async () => {
  const desk = await aDesk()
  const item = anItem()

  const answers = await Promise.all(twenty.map(() => takeItem(desk, desk.admin, item)))

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, opened: 1, cases: 1 })
})

test('the first twenty items of a channel at once all come in by one connection', async () => {
  const desk = await aDesk()

  const items = await atOnce(desk, (n) => ({
    channel: 'chat',
    from: { handle: `person-${n}`, network: 'ours' },
  }))

  expect(items.map(({ outcome }) => outcome)).toEqual(twenty.map(() => 'opened'))
  const { connections } = await showConnections(desk, desk.admin)
  expect(connections.filter(({ channel }) => channel === 'chat')).toHaveLength(1)
})

test('twenty people at once do not wait for each other’s cases, and each has their own', async () => {
  const desk = await aDesk()
  const items = await atOnce(desk, (n) => ({ from: { email: `person-${n}@example.org` } }))

  expect(casesIn(items).size).toBe(20)
  const numbers = await Promise.all(items.map(async ({ caseId }) => (await desk.see(caseId)).number))
  expect(new Set(numbers).size).toBe(20)
})

test('answers in one thread at once all join', async () => {
  const desk = await aDesk()
  const [first] = await deliver(desk, aMail({ messageId: 'first@example.org' }))

  const answers = await Promise.all(
    twenty.map((n) =>
      desk.take({ inReplyTo: 'first@example.org', subject: `Answer ${n}`, body: `Number ${n}` }),
    ),
  )

  expect(casesIn(answers)).toEqual(new Set([first?.caseId]))
})

test('a mail that comes in while its case is merged is shown in the case that takes over', async () => {
  const desk = await aDesk()
  const { caseId: washer } = await desk.take({ externalId: 'washer' })
  const { caseId: billing } = await desk.take({ ...bill, externalId: 'bill' })
  const asked = { ...(await desk.on(washer)), takes: billing }

  await Promise.all([
    merge(desk, desk.admin, asked),
    ...twenty
      .slice(10)
      .map((n) => desk.take({ inReplyTo: 'bill', subject: `And? ${n}`, body: `Question ${n}` })),
  ])

  expect((await desk.see(washer)).messages).toHaveLength(12)
  expect((await desk.see(washer)).contacts).toBe(12)
})
