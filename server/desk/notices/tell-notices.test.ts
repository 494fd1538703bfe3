import { createECDH } from 'node:crypto'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { isAtWork } from '#domain/notice/working-time.ts'
import { calendarOf } from '#domain/deadline/calendar.ts'
import { eventsToHear } from '#server/store/notices.ts'
import { sql } from '#server/store/statement.ts'
import { alderasDesk, as, underAldera } from '#test/aldera.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { giveEmail } from '#test/give-email.ts'
import { startPushService } from '#test/peers/push-service.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import { passTelling, tellOn } from '#test/tell-on.ts'
import { addBrowser } from '../sign-in/browsers.ts'
import { assign, writeNote } from '../cases/case-commands.ts'
import { seeMentions } from '../cases/mentions.ts'
import { setNotices, showNotices } from './notice-settings.ts'
import { promise } from '../cases/promise.ts'
import { sendReply } from '../replies/send-reply.ts'

const unknown = { browser: null, system: null }

/** Aldera with a mail server and a push service that are there; Ann, Abe and Lee have an e-mail. */
async function aldera(at: string) {
  const desk = await underAldera(await aDeskAlone(at))
  const mail = await startReceivingServer()
  const pushes = await startPushService()
  onTestFinished(async () => {
    await Promise.all([mail.close(), pushes.close()])
  })
  for (const handle of ['ann', 'abe', 'lee']) await giveEmail(desk, handle)
  return { desk, mail, pushes, relayUrl: mail.url }
}

const subjects = (mails: readonly { to: string[]; bytes: Uint8Array }[]) =>
  mails.map(({ to, bytes }) => `${to.join()}: ${/^Subject: (.*)$/m.exec(String(bytes))?.[1]?.trim() ?? ''}`)

const states = (desk: TestDesk) =>
  desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ member: string; kind: string; state: string; because: string | null }>(
      sql`select member, kind, state, because from notices where org_id = $1 order by happened_at, kind, member`,
      [desk.org],
    ),
  )

const mention = async (desk: TestDesk, caseId: string, who = '@ann') =>
  writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: `${who} have a look at this, please.` })

test('by day one is told at once in one’s browser, and nothing goes by mail', async () => {
  const { desk, mail, pushes, relayUrl } = await aldera('2026-11-24T09:00:00Z')
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'ann'), browser.subscription, unknown)
  const { caseId } = await desk.take()

  await mention(desk, caseId)
  await tellOn(desk, relayUrl)

  expect(browser.shown).toMatchObject([{ title: 'Case 1001', path: `/cases/${caseId}` }])
  expect(browser.shown[0]?.body).toBe('Case 1001: a colleague has mentioned you')
  expect(mail.accepted).toEqual([])
})

test('a night without anybody on call sends nothing; in the morning there is one digest of all that waited', async () => {
  const { desk, mail, pushes, relayUrl } = await aldera('2026-11-24T20:00:00Z')
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'ann'), browser.subscription, unknown)
  const cases = [
    await desk.take(),
    await desk.take({ from: { email: 'bo@example.org' }, body: 'Cold again.' }),
  ]
  for (const { caseId } of cases) {
    await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'ann' })
    await mention(desk, caseId)
  }
  await passTelling(desk, 'PT10H', { step: 'PT2H', relayUrl })
  expect(browser.shown).toEqual([])
  expect(mail.accepted).toEqual([])

  await passTelling(desk, 'PT90M', { step: 'PT30M', relayUrl })

  const toAnn = subjects(mail.accepted).filter((line) => line.startsWith('ann@'))
  expect(toAnn).toHaveLength(1)
  expect(toAnn[0]).toMatch(/^ann@desk\.test: \d things waited for you$/)
  expect(browser.shown.filter(({ title }) => title.endsWith('waited for you'))).toHaveLength(1)
  const text = String(mail.accepted[0]?.bytes)
  expect(text).toContain('X-Evenhand-Notification: yes')
  expect(text).not.toContain('example.org')
})

test('what others have settled meanwhile, and what one has seen, is not told in the morning', async () => {
  const { desk, mail, relayUrl } = await aldera('2026-11-24T20:00:00Z')
  const { caseId } = await desk.take()
  await mention(desk, caseId)
  await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'lee' })
  await tellOn(desk, relayUrl)
  await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'abe' })
  await seeMentions(desk, as(desk, 'ann'), { caseId })
  // Nor does it stand among what waits to be told, for who looks before the morning.
  for (const handle of ['lee', 'ann']) expect((await showNotices(desk, as(desk, handle))).waiting).toEqual([])

  await passTelling(desk, 'PT11H', { step: 'PT11H', relayUrl })

  expect(await states(desk)).toEqual(
    expect.arrayContaining([
      { member: 'lee', kind: 'assigned', state: 'withdrawn', because: 'settled' },
      { member: 'ann', kind: 'mentioned', state: 'withdrawn', because: 'seen' },
      { member: 'abe', kind: 'assigned', state: 'in-digest', because: null },
    ]),
  )
  expect(subjects(mail.accepted).map((line) => line.slice(0, 3))).toEqual(['abe'])
})

test('a browser that has been unsubscribed is forgotten, and what it was to show waits for the digest', async () => {
  const { desk, pushes, relayUrl } = await aldera('2026-11-24T09:00:00Z')
  const gone = pushes.browser()
  await addBrowser(desk, as(desk, 'ann'), gone.subscription, unknown)
  gone.answers(410)
  const { caseId } = await desk.take()

  await mention(desk, caseId)
  await tellOn(desk, relayUrl)

  const mine = await showNotices(desk, as(desk, 'ann'))
  expect(mine.browsers).toEqual([])
  expect(mine.waiting).toMatchObject([{ caseId, kind: 'mentioned' }])
  await passTelling(desk, 'PT24H', { step: 'PT6H', relayUrl })
  expect((await showNotices(desk, as(desk, 'ann'))).waiting).toEqual([])
})

test('a push service that is busy is asked again later, and the notice is shown once', async () => {
  const { desk, pushes, relayUrl } = await aldera('2026-11-24T09:00:00Z')
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'ann'), browser.subscription, unknown)
  browser.answers(503)
  const { caseId } = await desk.take()
  await mention(desk, caseId)
  await tellOn(desk, relayUrl)

  browser.answers(201)
  await passTelling(desk, 'PT5M', { step: 'PT5M', relayUrl })

  expect(browser.shown.filter(({ body }) => body.includes('mentioned'))).toHaveLength(1)
})

test('a promise is remembered to whoever gave it, before it falls due', async () => {
  const { desk, pushes, relayUrl } = await aldera('2026-11-24T09:00:00Z')
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'abe'), browser.subscription, unknown)
  const { caseId } = await desk.take()
  await promise(desk, as(desk, 'abe'), {
    ...(await desk.on(caseId)),
    what: 'I call you.',
    dueAt: '2026-11-24T12:00:00Z',
  })

  await passTelling(desk, 'PT2H35M', { step: 'PT155M', relayUrl })

  const reminders = browser.shown.filter(({ body }) => body.includes('promise of yours'))
  expect(reminders.map(({ body }) => body)).toEqual([
    'Case 1001: a promise of yours falls due (promise, by Tue 13:00)',
  ])
})

test('the customer’s answer on one’s case is told; what one does oneself is not', async () => {
  const { desk, pushes, relayUrl } = await aldera('2026-11-24T09:00:00Z')
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'ann'), browser.subscription, unknown)
  const { caseId } = await desk.take({ externalId: 'first' })
  await assign(desk, as(desk, 'ann'), { ...(await desk.on(caseId)), owner: 'ann' })
  await sendReply(desk, as(desk, 'ann'), {
    ...(await desk.on(caseId)),
    body: 'Which machine is it? I call you tomorrow at noon.',
    visibility: 'private',
    asks: true,
  })

  await desk.take({ externalId: 'second', inReplyTo: 'first', body: 'The blue one.' })
  await tellOn(desk, relayUrl)

  expect(browser.shown.map(({ body }) => body)).toEqual(['Case 1001: the customer has written'])
})

test('one’s own hours count instead of the rota’s, and a kind may be left to the digest', async () => {
  const { desk, pushes, relayUrl } = await aldera('2026-11-24T20:00:00Z')
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'ann'), browser.subscription, unknown)
  await setNotices(desk, as(desk, 'ann'), {
    hours: { zone: 'Europe/Berlin', lines: [{ days: ['tue'], from: '20:00', to: '24:00' }] },
    onlyDigest: ['assigned'],
    byMail: true,
    language: 'de',
  })
  const { caseId } = await desk.take()
  await mention(desk, caseId)
  await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'ann' })

  await tellOn(desk, relayUrl)

  expect(browser.shown.map(({ body }) => body)).toEqual(['Fall 1001: jemand hat Sie erwähnt'])
})

test('hours that never open are refused in words', async () => {
  const desk = await alderasDesk('2026-11-24T09:00:00Z')
  const hours = { zone: 'Mars/Olympus', lines: [{ days: ['mon' as const], from: '08:00', to: '09:00' }] }
  expect(() =>
    setNotices(desk, as(desk, 'ann'), { hours, onlyDigest: [], byMail: true, language: 'en' }),
  ).toThrow(/IANA/)
})

test.each([
  'http://push.example/abc',
  'https://169.254.169.254/latest',
  'https://[fe80::1]/x',
  'https://93.184.216.34:22/x',
  'http://127.0.0.1:9200/idx/_doc',
  'https://localhost/admin',
  'https://10.1.2.3/x',
  'https://192.168.0.1/x',
  'https://[fd12::1]/x',
  'https://[::ffff:172.16.0.1]/x',
])('a browser cannot make the desk write to %s', async (endpoint) => {
  const made = await alderasDesk('2026-11-24T09:00:00Z')
  // As desks are in the world behind a proxy: they listen at this machine only, and no push service is on it.
  const desk = { ...made, place: { ...made.place, isPushHere: false } }
  const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'A'.repeat(22) }
  await expect(addBrowser(desk, as(desk, 'ann'), { endpoint, keys }, unknown)).rejects.toMatchObject({
    code: 'invalid',
  })
})

test.each([1, 2, 3])('where %i events are read at once, none is passed over', async (events) => {
  const desk = await alderasDesk('2026-11-24T09:00:00Z')
  for (const owner of ['ann', 'abe']) {
    const { caseId } = await desk.take()
    await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner })
    await mention(desk, caseId)
  }
  await desk.settle()
  const types = ['case-opened', 'owner-assigned', 'note-written'] as const
  const read = (after: number, most: number) =>
    desk.db.withOrg(desk.org, (tx) => eventsToHear(tx, after, types, { changes: 500, events: most }))

  const heard = []
  for (let at = 0, isAll = false; !isAll;) {
    const found = await read(at, events)
    heard.push(...found.events)
    at = found.position
    isAll = found.isAll
  }

  const all = await read(0, 5000)
  expect(all.events.length).toBeGreaterThan(3)
  expect(heard).toEqual(all.events)
})

test('who is told very often is told the rest in the digest', async () => {
  const { desk, pushes, relayUrl } = await aldera('2026-11-24T09:00:00Z')
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'ann'), browser.subscription, unknown)
  const { caseId } = await desk.take()
  for (let nth = 0; nth < 15; nth++) await mention(desk, caseId)

  await tellOn(desk, relayUrl)

  expect(browser.shown).toHaveLength(12)
  expect((await showNotices(desk, as(desk, 'ann'))).waiting).toHaveLength(3)
})

test('what a process began and never ended is taken up by another when its time is over', async () => {
  const { desk, mail, relayUrl } = await aldera('2026-11-24T20:00:00Z')
  const { caseId } = await desk.take()
  await mention(desk, caseId)
  await passTelling(desk, 'PT11H', { step: 'PT11H', relayUrl })
  const before = mail.accepted.length
  expect(before).toBeGreaterThan(0)
  // As it stands after kill -9 between the last byte and its answer.
  await desk.db.withOrg(desk.org, (tx) =>
    tx.rows(
      sql`update notice_sends set state = 'doing', settled_at = null, doing_until = $2 where org_id = $1 and way = 'mail'`,
      [desk.org, desk.now().add({ minutes: 3 }).toString()],
    ),
  )

  await tellOn(desk, relayUrl)
  expect(mail.accepted).toHaveLength(before)
  desk.wait('PT3M')
  await tellOn(desk, relayUrl)

  const ids = mail.accepted.map(({ messageId }) => messageId)
  expect(ids.length).toBe(2 * before)
  expect(new Set(ids).size).toBe(before)
})

const office = calendarOf({ zone: 'Europe/Berlin', 'mon-fri': ['08:00-18:00'] }, [])
const happening = fc.record({
  minutes: fc.integer({ min: 1, max: 20 * 60 }),
  what: fc.constantFrom('mention', 'assign', 'customer', 'other'),
})

test('over random weeks nobody is told outside their hours, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 2, maxLength: 5 }),
      fc.boolean(),
      async (week, hasPush) => {
        const { desk, mail, pushes, relayUrl } = await aldera('2026-11-23T05:00:00Z')
        const browser = pushes.browser()
        if (hasPush) await addBrowser(desk, as(desk, 'ann'), browser.subscription, unknown)
        const { caseId } = await desk.take({ externalId: 'first' })
        let told = 0
        const look = async () => {
          await tellOn(desk, relayUrl)
          const now = mail.accepted.length + browser.shown.length
          expect(now === told || isAtWork(desk.now(), { calendars: [office], absences: [] })).toBe(true)
          told = now
        }
        for (const { minutes, what } of week) {
          for (let left = minutes; left > 0; left -= 240) {
            await desk.pass(`PT${Math.min(240, left)}M`)
            await look()
          }
          if (what === 'mention') await mention(desk, caseId)
          if (what === 'customer') await desk.take({ inReplyTo: 'first', body: 'And now?' })
          const owner = what === 'assign' ? 'ann' : 'abe'
          if (what === 'assign' || what === 'other')
            await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner })
          await look()
        }
        // Until everybody has been at work again; what comes anew meanwhile waits for its own morning.
        const asked = desk.now().toString()
        for (let hour = 0; hour < 84; hour++) {
          await desk.pass('PT1H')
          await look()
        }
        const left = await desk.db.withOrg(desk.org, (tx) =>
          tx.rows(
            sql`select member, kind, state from notices where org_id = $1 and happened_at <= $2
            and state not in ('told', 'in-digest', 'withdrawn')`,
            [desk.org, asked],
          ),
        )
        expect(left).toEqual([])
      },
    ),
    { numRuns: 2 },
  )
}, 60_000)
