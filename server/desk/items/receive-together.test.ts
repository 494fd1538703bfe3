import { assert, asyncProperty, constant, constantFrom, integer, oneof, record, array } from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#server/store/database.ts'
import { itemsOf, aMail } from '#test/mail.ts'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'
import { openMailIntake } from '#server/work/receive-mail.ts'
import { auditCase } from '../cases/audit-case.ts'
import { connectionFor, keepItems } from './keep-item.ts'
import { receiveTogether } from './receive-together.ts'
import { showAudit } from '../cases/show-desk.ts'
import { receiveMail, receiveMails } from './understand-item.ts'
import type { Understood } from './understood.ts'

/** Keeps mails as the listener does, and answers what is to be received. */
async function keepMails(desk: TestDesk, mails: readonly Buffer[]) {
  const connection = await connectionFor(desk, desk.org, 'email')
  const received = { connection, receivedAt: desk.now() }
  const kept = await keepItems(
    desk,
    desk.org,
    mails.map((bytes, nth) => ({
      ...received,
      channel: 'email',
      externalId: `${desk.now().epochMilliseconds} ${nth}`,
      form: 'mail',
      bytes,
      recipient: 'help@desk.test',
    })),
  )
  return mails.map((bytes, nth) => ({ ...received, id: kept[nth]?.id ?? '', bytes }))
}

type Kept = Awaited<ReturnType<typeof keepMails>>

/** What became of them, in the order in which they were given. */
async function outcomesOf(desk: TestDesk, given: readonly { id: string }[]) {
  const items = await itemsOf(desk)
  return given.map(({ id }) => items.find((item) => item.id === id))
}

const matters = {
  washer: { subject: 'My washing machine floods the kitchen', body: 'Water runs out of the drum.' },
  bill: { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' },
  parcel: { subject: 'The courier never came', body: 'I waited at home from morning until the evening.' },
}

const aWriting = record({
  from: constantFrom('ada', 'ben', 'cy'),
  about: constantFrom<(keyof typeof matters)[]>('washer', 'bill', 'parcel'),
  /** An earlier mail of the batch, one of a case that there was before, the number of that case, or nothing. */
  answers: oneof(
    constant(null),
    constantFrom('old-1@example.org', 'old-2@example.org', 'number'),
    integer({ min: 0, max: 11 }),
  ),
})

test('mails received together have the outcomes that they have one after the other', async () => {
  await assert(
    asyncProperty(array(aWriting, { minLength: 2, maxLength: 12 }), async (writings) => {
      const lived = async (receive: (desk: TestDesk, mails: Kept) => Promise<unknown>) => {
        const desk = await aDesk()
        const before = ['old-1@example.org', 'old-2@example.org'].map((messageId) =>
          aMail({ messageId, from: 'ada@example.org' }),
        )
        await receiveMails(desk, desk.org, await keepMails(desk, before))
        const [old] = await itemsOf(desk)
        const { number } = await desk.see(old?.caseId ?? '')
        desk.wait('PT2H')
        const mails = writings.map(({ from, about, answers }, nth) => {
          const { subject, body } = matters[about]
          return aMail({
            from: `${from}@example.org`,
            messageId: `new-${nth}@example.org`,
            subject: answers === 'number' ? `Re: [EH-${number}]` : subject,
            body: `${body} (${nth})`,
            ...(typeof answers === 'number' && answers < nth && { inReplyTo: `new-${answers}@example.org` }),
            ...(typeof answers === 'string' && answers !== 'number' && { inReplyTo: answers }),
          })
        })
        const kept = await keepMails(desk, mails)
        await receive(desk, kept)
        const cases = (await itemsOf(desk)).map(({ caseId }) => caseId)
        for (const caseId of new Set(cases)) await auditCase(desk, desk.org, caseId)
        const items = await outcomesOf(desk, kept)
        const inOrder = [old?.caseId, ...items.map((item) => item?.caseId)]
        return items.map((item) => [item?.outcome, item?.because, inOrder.indexOf(item?.caseId)])
      }

      const together = await lived((desk, mails) => receiveMails(desk, desk.org, mails))
      const oneByOne = await lived(async (desk, mails) => {
        for (const mail of mails) await receiveMail(desk, desk.org, mail)
      })
      expect(together).toEqual(oneByOne)
    }),
    { numRuns: 20 },
  )
}, 60_000)

test('of items received together one at which the desk fails is told and waits, and the others have their outcomes', async () => {
  const desk = await aDesk()
  const faults: string[] = []
  const failing = { ...desk, failed: (what: string) => void faults.push(what) }
  const kept = await keepMails(
    desk,
    [1, 2, 3, 4].map((nth) => aMail({ from: `person-${nth}@example.org` })),
  )
  const items = kept.map(({ id, connection, receivedAt }, nth): Understood => ({
    id,
    connection,
    channel: 'email',
    contactAt: receivedAt,
    understanding: {
      kind: 'message',
      message: {
        from: { kind: 'email', address: `person-${nth}@example.org` },
        // No text in the database can hold it; understanding a mail leaves none.
        subject: nth === 2 ? 'Broken\0' : 'Broken',
        text: 'It broke.',
        keys: [],
        repliesTo: [],
        to: [],
        attachments: [],
        isPublic: false,
      },
    },
    facts: {},
  }))

  await receiveTogether(failing, desk.org, items)

  expect(faults).toEqual(['receive mail'])
  const outcomes = (await outcomesOf(desk, items)).map((item) => item?.outcome)
  expect(outcomes).toEqual(['opened', 'opened', null, 'opened'])
  expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 4, waiting: 1, opened: 3, cases: 3 })
})

test('what many write in one case at once, to two processes, is all in it, in one chain', async () => {
  const desk = await aDeskAlone()
  const other = openDatabase(desk.database.address, { app: 6, worker: 2 })
  onTestFinished(() => other.close())
  const [root] = await keepMails(desk, [aMail({ messageId: 'root@example.org' })])
  if (root) await receiveMails(desk, desk.org, [root])
  const intakes = [desk, { ...desk, db: other }].map((one) => openMailIntake(one))

  await Promise.all(
    Array.from({ length: 60 }, async (_, nth) =>
      intakes[nth % 2]?.keep({
        client: '192.0.2.1',
        recipients: ['help@desk.test'],
        sender: 'somebody@example.org',
        bytes: aMail({
          inReplyTo: 'root@example.org',
          subject: `Answer ${nth}`,
          body: `Number ${nth}`,
        }),
      }),
    ),
  )
  await Promise.all(intakes.map((intake) => intake.idle()))

  const [caseId = '', ...others] = new Set((await itemsOf(desk)).map((item) => item.caseId))
  expect(others).toEqual([])
  expect((await desk.see(caseId)).messages).toHaveLength(61)
  await auditCase(desk, desk.org, caseId)
  expect(desk.alarms).toEqual([])
  expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 61, waiting: 0, opened: 1, joined: 60 })
})
