import { expect, onTestFinished, test } from 'vitest'
import { acceptEscalation } from '#server/desk/cases/escalate.ts'
import { makeToken } from '#server/desk/colleagues/tokens.ts'
import { answerPage } from '#server/desk/notices/answer-page.ts'
import { addBrowser } from '#server/desk/sign-in/browsers.ts'
import { enterFacts } from '#server/desk/cases/case-commands.ts'
import { dismissDanger } from '#server/desk/cases/danger.ts'
import { enterAbsence } from '#server/desk/colleagues/enter-absence.ts'
import { examineEvidence } from '#server/desk/claims/examine-evidence.ts'
import { setPager } from '#server/desk/notices/pager.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { showPages } from '#server/desk/notices/show-pages.ts'
import { tellColleagues } from '#server/work/tell-colleagues.ts'
import { alderasDesk, as, underAldera } from '#test/aldera.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { deliver } from '#test/mail.ts'
import { giveEmail } from '#test/give-email.ts'
import { passTelling, tellOn } from '#test/tell-on.ts'
import { startPager } from '#test/peers/pager.ts'
import { startPushService } from '#test/peers/push-service.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'

// Story 5: no followers, a weekend night, and food that hurts.

const boundary = 'photo'

/** A mail with a photograph, as a telephone sends it. */
const withPhoto = (text: string) =>
  Buffer.from(
    [
      'From: Ada <ada@example.org>',
      'To: help@desk.test',
      'Subject: Your muesli',
      'Date: Sat, 28 Nov 2026 23:10:00 +0100',
      'Message-ID: <bandage@example.org>',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      `--${boundary}`,
      'Content-Type: image/png; name=bandage.png',
      'Content-Disposition: attachment; filename=bandage.png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )

test.each([
  ['English', 'There was a piece of glass in my muesli. My son bit on it and his mouth is bleeding.'],
  ['German', 'Im Müsli war ein Glassplitter. Mein Sohn hat darauf gebissen und blutet im Mund.'],
])(
  'a mail with a photo on a Saturday at 23:10 is as grave as can be within the minute: %s',
  async (_, text) => {
    const desk = await alderasDesk('2026-11-28T22:10:00Z')

    const [item] = await deliver(desk, withPhoto(text))

    const kase = await desk.see(item?.caseId ?? '')
    expect(kase.severity).toBe(5)
    expect(kase.danger?.words).toContain('food')
    expect(kase.messages[0]?.attachments).toHaveLength(1)
    expect(kase.openedAt).toBe('2026-11-28T22:10:00Z')
    // Somebody above the front line is asked, who answers at this hour.
    expect(kase.offer).not.toBeNull()
    expect(kase.events.map(({ type }) => type)).toContain('danger-proposed')
  },
)

const glass = 'There was a piece of glass in my muesli. My son bit on it and his mouth is bleeding.'
const unknown = { browser: null, system: null }

/** Aldera on that Saturday night, with a mail server, a push service and a pager that are really there. */
async function thatNight(at = '2026-11-28T22:10:00Z') {
  const desk = await underAldera(await aDeskAlone(at))
  const mail = await startReceivingServer()
  const pushes = await startPushService()
  const pager = await startPager()
  onTestFinished(async () => {
    await Promise.all([mail.close(), pushes.close(), pager.close()])
  })
  for (const handle of ['ned', 'eva', 'kim', 'ann', 'abe']) await giveEmail(desk, handle)
  const browser = pushes.browser()
  await addBrowser(desk, as(desk, 'ned'), browser.subscription, unknown)
  const { secret } = await setPager(desk, desk.admin, { url: pager.url, isOn: true, renew: false })
  return { desk, mail, pushes, browser, pager: { ...pager, secret: secret ?? '' }, relayUrl: mail.url }
}

const calls = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).events
    .filter(({ type }) => type === 'page-sent')
    .toReversed()
    .map(({ at, data }) => `${at} ${String(data['to'])} ${String(data['round'])}`)

test('whoever is on call is paged within the minute: by push, by mail and by the pager, and nobody else is woken', async () => {
  const { desk, mail, browser, pager, relayUrl } = await thatNight()

  const [item] = await deliver(desk, withPhoto(glass))
  await tellOn(desk, relayUrl)

  const caseId = item?.caseId ?? ''
  expect(await calls(desk, caseId)).toEqual(['2026-11-28T22:10:00Z ned 1'])
  const { number } = await desk.see(caseId)
  expect(browser.shown).toMatchObject([
    { title: `Danger: case ${number}`, isUrgent: true, answer: { label: 'I have it' } },
  ])
  expect(mail.accepted.map(({ to }) => to)).toEqual([['ned@desk.test']])
  expect(pager.rung()).toMatchObject([{ call: { case: number, member: 'ned', round: 1 } }])
  expect(pager.areSignedBy(pager.secret)).toBe(true)
  const said = JSON.stringify([browser.shown, pager.rung(), mail.accepted.map(({ bytes }) => String(bytes))])
  for (const words of ['Ada', 'ada@', 'muesli', 'glass', 'mouth']) expect(said).not.toContain(words)
})

test('one click takes it: the case is theirs, and nobody is called any more', async () => {
  const { desk, browser, relayUrl } = await thatNight()
  const [item] = await deliver(desk, withPhoto(glass))
  await tellOn(desk, relayUrl)

  await answerPage(desk, as(desk, 'ned'), { pageId: browser.shown[0]?.answer?.page ?? '' })

  await passTelling(desk, 'PT1H', { step: 'PT5M', relayUrl })
  const kase = await desk.see(item?.caseId ?? '')
  expect(kase.owner.id).toBe('ned')
  expect(await calls(desk, kase.id)).toHaveLength(1)
  expect((await showPages(desk, desk.admin)).pages).toEqual([])
  expect(desk.alarms).toEqual([])
})

test('whoever of those called says that they have it has it, also where another was asked first', async () => {
  const { desk, relayUrl } = await thatNight('2026-11-30T10:00:00Z')
  const [item] = await deliver(desk, withPhoto(glass))
  await tellOn(desk, relayUrl)
  await passTelling(desk, 'PT10M', { step: 'PT5M', relayUrl })
  const caseId = item?.caseId ?? ''
  expect((await calls(desk, caseId)).at(-1)).toBe('2026-11-30T10:10:00Z kim 1')
  expect((await desk.see(caseId)).offer?.to.id).toBe('eva')

  const [page] = (await showPages(desk, as(desk, 'kim'))).pages
  await makeToken(desk, desk.org, { name: 'The pager', handle: 'pager', role: 'agent' })
  await expect(answerPage(desk, as(desk, 'pager'), { pageId: page?.id ?? '' })).rejects.toThrow('A program')
  await answerPage(desk, as(desk, 'kim'), { pageId: page?.id ?? '' })

  expect(await desk.see(caseId)).toMatchObject({ owner: { id: 'kim' }, rung: { id: 'chief' }, offer: null })
})

const dies = () => {
  throw new Error('Killed.')
}

test('a desk that dies while it raises the alarm has it raised by another', async () => {
  const { desk, relayUrl } = await thatNight()
  const [item] = await deliver(desk, withPhoto(glass))
  await tellOn(desk, relayUrl)
  await passTelling(desk, 'PT5M', { step: 'PT5M', relayUrl })
  desk.wait('PT5M')

  await tellColleagues({ ...desk, alarm: dies, failed: () => undefined })
  expect(desk.alarms).toEqual([])
  await tellOn(desk, relayUrl)

  const caseId = item?.caseId ?? ''
  expect(desk.alarms).toEqual([{ breach: 'page-unanswered', org: desk.org, caseId }])
  const { events } = await desk.see(caseId)
  expect(events.filter(({ type }) => type === 'page-unanswered')).toHaveLength(1)
})

test('whoever does not answer is called again, and then it is silent: the leads see it, and an alarm is raised once', async () => {
  const { desk, mail, relayUrl } = await thatNight()
  const [item] = await deliver(desk, withPhoto(glass))
  await tellOn(desk, relayUrl)

  await passTelling(desk, 'PT11M', { relayUrl })

  const caseId = item?.caseId ?? ''
  // The chief executive stands above, and is not on call: nobody wakes her.
  expect(await calls(desk, caseId)).toEqual([
    '2026-11-28T22:10:00Z ned 1',
    '2026-11-28T22:15:00Z ned 2',
    '2026-11-28T22:20:00Z ned 3',
  ])
  expect(new Set(mail.accepted.flatMap(({ to }) => to))).toEqual(new Set(['ned@desk.test']))
  expect((await showPages(desk, desk.admin)).pages).toMatchObject([{ caseId, state: 'unanswered' }])
  expect(desk.alarms).toEqual([{ breach: 'page-unanswered', org: desk.org, caseId }])

  await passTelling(desk, 'PT20M', { step: 'PT5M', relayUrl })
  expect(desk.alarms).toHaveLength(1)
  await acceptEscalation(desk, as(desk, 'ned'), { escalationId: await offerOn(desk, caseId) })
  await tellOn(desk, relayUrl)
  expect((await showPages(desk, desk.admin)).pages).toEqual([])
})

test('where nobody is on call nobody was called, and those who lead are told so at once', async () => {
  const { desk, mail, relayUrl } = await thatNight('2026-11-28T20:10:00Z')
  await enterAbsence(desk, desk.admin, {
    who: 'ned',
    standIn: undefined,
    from: '2026-11-28T21:10:00Z',
    until: '2026-11-29T05:10:00Z',
    note: undefined,
    key: 'away',
  })
  desk.wait('PT2H')

  const [item] = await deliver(desk, withPhoto(glass))
  await tellOn(desk, relayUrl)

  const caseId = item?.caseId ?? ''
  expect((await showPages(desk, desk.admin)).pages).toMatchObject([
    { caseId, state: 'unanswered', calls: [] },
  ])
  expect(desk.alarms).toEqual([{ breach: 'page-unanswered', org: desk.org, caseId }])
  expect(mail.accepted).toEqual([])
})

const offerOn = async (desk: TestDesk, caseId: string) => (await desk.see(caseId)).offer?.id ?? ''

test('two processes that look at the same moment call once', async () => {
  const { desk, mail, browser, relayUrl } = await thatNight()
  await deliver(desk, withPhoto(glass))

  await Promise.all([tellOn(desk, relayUrl), tellOn(desk, relayUrl), tellOn(desk, relayUrl)])
  await tellOn(desk, relayUrl)

  expect(browser.shown).toHaveLength(1)
  expect(mail.accepted).toHaveLength(1)
})

test('“no danger” calls off whoever was called', async () => {
  const { desk, relayUrl } = await thatNight()
  const [item] = await deliver(desk, withPhoto(glass))
  await tellOn(desk, relayUrl)

  await dismissDanger(desk, desk.admin, await desk.on(item?.caseId ?? ''))

  await passTelling(desk, 'PT15M', { step: 'PT5M', relayUrl })
  expect(await calls(desk, item?.caseId ?? '')).toHaveLength(1)
})

test('nobody tells the customer that they are wrong before somebody has looked at the photo, and says so', async () => {
  const desk = await alderasDesk('2026-11-28T22:10:00Z')
  const [item] = await deliver(desk, withPhoto(glass))
  const caseId = item?.caseId ?? ''
  const dispute = async () =>
    resolve(desk, desk.admin, {
      ...(await desk.on(caseId)),
      decision: 'not-upheld',
      restsOn: 'word',
      reason: 'Our sieves let no glass through.',
    })
  await expect(dispute()).rejects.toThrow(/nobody has looked whether there is one/)

  await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { harm: 'none' } })
  await expect(dispute()).rejects.toThrow(/Look at them and say so before you dispute it/)
  const { messages } = await desk.see(caseId)
  await examineEvidence(desk, desk.admin, { ...(await desk.on(caseId)), messageId: messages[0]?.id ?? '' })

  // What is still missing now is what every decision needs, and no look at the evidence.
  await expect(dispute()).rejects.toThrow(/^(?!.*(?:danger|dispute it))/)
  const told = (await desk.see(caseId)).events.find(({ type }) => type === 'evidence-examined')
  expect(told).toMatchObject({ by: 'member:administrator', data: { message: messages[0]?.id } })
})

test('only a customer’s message with files can be examined, and saying it twice says it once', async () => {
  const desk = await alderasDesk('2026-11-28T22:10:00Z')
  const { caseId } = await desk.take()
  const { messages } = await desk.see(caseId)
  await expect(
    examineEvidence(desk, desk.admin, { ...(await desk.on(caseId)), messageId: messages[0]?.id ?? '' }),
  ).rejects.toThrow(/no such message of the customer with files/)

  const [item] = await deliver(desk, withPhoto(glass))
  const photo = (await desk.see(item?.caseId ?? '')).messages[0]?.id ?? ''
  const examine = async () =>
    examineEvidence(desk, desk.admin, { ...(await desk.on(item?.caseId ?? '')), messageId: photo })
  await examine()
  await examine()
  const { events } = await desk.see(item?.caseId ?? '')
  expect(events.filter(({ type }) => type === 'evidence-examined')).toHaveLength(1)
})
