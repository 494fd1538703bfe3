import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { assign, listCases, openCase, sendReply, writeNote } from '#contract/cases.ts'
import { postItem } from '#contract/items.ts'
import { readDraft } from '#contract/writing.ts'
import { layLine } from '#test/peers/cuttable-line.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import type { Seat } from './front.ts'
import { pressOn, soon, tabTo, untilFocused } from './focus.ts'
import { untilLoaded } from './loading.ts'
import { caseIdIn, openByKeys, rowAbout } from './queue.ts'

// Several people at one desk, and a line that breaks: nobody writes over anybody, and nothing is lost or told twice.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let mara: Seat
let ines: Seat

beforeAll(async () => {
  mara = await desk.seatBy(await desk.signInLink())
  ines = await desk.colleague(mara, 'Ines Carvalho', 'agent')
}, 60_000)

/** A customer's mail, and the case that it becomes once it is on the screen. */
async function complain(page: Page, subject: string, name = 'Ruth Adeyemi') {
  const address = `${name.toLowerCase().replace(' ', '.')}@customers.example`
  const messageId = `<${subject.toLowerCase().replaceAll(' ', '-')}@customers.example>`
  await desk.sendToDesk({ from: `${name} <${address}>`, subject, messageId, text: `${subject}. What now?` })
  await page.goto('/?state=open')
  await rowAbout(page, subject).waitFor()
  return messageId
}

const replyBox = (page: Page) => page.getByRole('textbox', { name: /^Private reply to/ })

/** Writes a reply, and leaves it unsent. */
async function beginReply(page: Page, words: string) {
  await page.keyboard.press('r')
  await untilFocused(replyBox(page))
  await page.keyboard.type(words)
}

test('a colleague who replies first is seen beside the draft, and one drops one’s own or sends it all the same', async () => {
  const first = await desk.openPageOf(ines)
  const second = await desk.openPageOf(mara)
  await complain(second, 'The bill was charged twice')
  await openByKeys(second, 'The bill was charged twice')
  await beginReply(second, 'We look into it.')

  await openByKeys(first, 'The bill was charged twice')
  await first.getByRole('main').getByText('Administrator is writing').waitFor()
  await beginReply(first, 'The second charge goes back to you today.')
  await first.keyboard.press('Control+Enter')
  await first.getByText('The reply is on its way.').first().waitFor()

  await second.getByText('Nothing of yours is sent before you have looked.').waitFor()
  await second.keyboard.press('Control+Enter')
  const meanwhile = second.getByRole('region', { name: /Ines Carvalho/ })
  await meanwhile.getByText('The second charge goes back to you today.').waitFor()
  expect(await replyBox(second).inputValue()).toBe('We look into it.')

  await tabTo(replyBox(second))
  await second.keyboard.press('Control+A')
  await second.keyboard.type('Ines is right, and we are sorry for the letter.')
  await second.keyboard.press('Control+Shift+Enter')
  await second.getByText('The reply is on its way.').first().waitFor()
  await expect
    .poll(() => desk.relay.accepted.map(({ bytes }) => Buffer.from(bytes).toString()), { timeout: 40_000 })
    .toEqual([
      expect.stringContaining('The second charge goes back'),
      expect.stringContaining('Ines is right, and we are sorry'),
    ])
})

test('a reply is refused when the case moved where the screen had not heard of it, and the draft stays', async () => {
  const page = await desk.openPageOf(mara)
  await page.context().route('**/api/live*', (route) => route.abort())
  await complain(page, 'The lid is bent', 'Owen Lindqvist')
  await openByKeys(page, 'The lid is bent')
  await beginReply(page, 'A new lid comes on Monday.')
  const caseId = caseIdIn(page)
  const { seq } = await desk.does(ines, openCase, { caseId })
  const reply = { caseId, body: 'The lid is on its way.', visibility: 'private' as const, seq, key: 'lid' }
  await desk.does(ines, sendReply, reply)

  await page.keyboard.press('Control+Enter')
  await page.getByText('Nothing of yours is sent before you have looked.').waitFor()
  // A second press does nothing while the first is still being answered.
  await page.getByRole('button', { name: /^Send/, disabled: false }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page
    .getByRole('region', { name: /Ines Carvalho/ })
    .getByText('The lid is on its way.')
    .waitFor()
  expect(await replyBox(page).inputValue()).toBe('A new lid comes on Monday.')
  await pressOn(page.getByRole('button', { name: 'Drop my reply, it is answered' }))
  await page.getByText('Your reply is dropped.').first().waitFor()
  const kept = async () => (await desk.does(mara, readDraft, { caseId })).draft?.body ?? ''
  await expect.poll(kept, soon).toBe('')
  const { messages } = await desk.does(mara, openCase, { caseId })
  expect(messages.filter(({ direction }) => direction === 'out').map(({ body }) => body)).toEqual([
    'The lid is on its way.',
  ])
})

const ways = [
  { what: 'the network of the window', cutBy: 'browser' },
  { what: 'the line to the desk', cutBy: 'line' },
] as const

test.for(ways)(
  'what changes while $what is cut is there afterwards, each once and in order',
  async ({ cutBy }) => {
    const line = await layLine(Number(new URL(desk.process.url).port))
    const here = await desk.openPageOf(ines, { baseURL: line.url })
    const there = await desk.openPageOf(ines, { baseURL: line.url })
    const thread = await complain(here, `The chair wobbles, ${cutBy}`, `Ada ${cutBy}`)
    await there.goto('/?state=open')
    // What is cut is a page that stands: one that is still being fetched has nowhere to say so.
    await rowAbout(there, `The chair wobbles, ${cutBy}`).waitFor()
    await openByKeys(here, `The chair wobbles, ${cutBy}`)
    const caseId = caseIdIn(here)
    for (const page of [here, there]) await untilLoaded(page)

    const cut = async (is: boolean) => {
      if (cutBy === 'browser') for (const page of [here, there]) await page.context().setOffline(is)
      // A network that goes away takes along what is under way on it.
      if (is) line.cut()
      if (!is || cutBy === 'browser') line.mend()
    }
    await cut(true)
    await there
      .getByText(/Not live since/)
      .first()
      .waitFor()
    for (const n of [1, 2, 3]) {
      await desk.sendToDesk({
        from: `Customer ${n} <customer-${n}-${cutBy}@customers.example>`,
        subject: `While away ${n}, ${cutBy}`,
        text: `Matter number ${n}, ${cutBy}, and nobody answers.`,
      })
      await desk.sendToDesk({
        from: `Ada <ada.${cutBy}@customers.example>`,
        subject: `Re: The chair wobbles, ${cutBy}`,
        inReplyTo: thread,
        text: `More about the chair, ${n}.`,
      })
      await expect
        .poll(async () => (await desk.does(mara, openCase, { caseId })).messages.length, soon)
        .toBe(1 + n)
    }
    const { seq } = await desk.does(mara, openCase, { caseId })
    await desk.does(mara, writeNote, { caseId, body: 'Rang her: no answer.', seq, key: `note ${cutBy}` })
    expect(await here.getByText('More about the chair').count()).toBe(0)
    await cut(false)

    await here.getByText('Rang her: no answer.').waitFor({ timeout: 20_000 })
    const said = here.getByRole('article').filter({ hasText: 'More about the chair' })
    await expect
      .poll(() => said.allInnerTexts(), soon)
      .toEqual([1, 2, 3].map((n) => expect.stringContaining(`chair, ${n}.`)))
    await expect
      .poll(() => rowAbout(there, `, ${cutBy}`).allInnerTexts(), { timeout: 20_000 })
      .toEqual([
        expect.stringContaining('The chair wobbles'),
        ...[1, 2, 3].map((n) => expect.stringContaining(`While away ${n}`)),
      ])
    await there
      .getByText(/Not live since/)
      .first()
      .waitFor({ state: 'detached' })
    await line.close()
  },
)

test('what happens to a case before its page is live is on it as soon as it is', async () => {
  const page = await desk.openPageOf(mara)
  const waiting = Promise.withResolvers<undefined>()
  await page.route(/\/api\/live/, async (route) => {
    await waiting.promise
    await route.continue()
  })
  await complain(page, 'The hinge is loose', 'Nadia Karim')
  await openByKeys(page, 'The hinge is loose')
  const caseId = caseIdIn(page)
  const { seq } = await desk.does(ines, openCase, { caseId })
  await desk.does(ines, writeNote, { caseId, body: 'A new hinge lies ready.', seq, key: 'hinge' })
  const note = page.getByText('A new hinge lies ready.')
  expect(await note.count()).toBe(0)
  waiting.resolve(undefined)
  await note.first().waitFor()
})

test('whoever has opened a case by its address and answered it goes on with their own, not with a colleague’s', async () => {
  const [, own, opened] = await Promise.all(
    ['The tap drips', 'The stove ticks', 'The blind sticks'].map(async (subject) => {
      const { caseId } = await desk.does(mara, postItem, {
        channel: 'email',
        externalId: subject,
        at: Temporal.Now.instant().toString(),
        from: { name: subject.slice(4), email: `${subject.slice(4, 7)}@customers.example` },
        subject,
        body: 'Again, and nobody answers.',
        facts: { harm: subject === 'The tap drips' ? 'loss' : 'inconvenience' },
      })
      return caseId ?? ''
    }),
  )
  for (const caseId of [own, opened]) {
    const { seq } = await desk.does(mara, openCase, { caseId: caseId ?? '' })
    await desk.does(mara, assign, { caseId: caseId ?? '', owner: ines.handle, seq, key: `next ${caseId}` })
  }
  const mine = await desk.does(ines, listCases, { owner: 'me', turn: 'owners' })
  const first = mine.cases.find(({ id }) => id !== opened)

  const page = await desk.openPageOf(ines)
  await page.goto(`/cases/${opened}`)
  await page.getByRole('heading', { name: 'blind sticks' }).waitFor()
  await page.keyboard.press('r')
  await untilFocused(replyBox(page))
  await page.keyboard.type('A fitter comes tomorrow.')
  await page.keyboard.press('Control+Enter')
  await untilFocused(page.getByRole('button', { name: `Next: ${first?.person?.name}, ${first?.subject}` }))
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).pathname, soon).toBe(`/cases/${first?.id}`)
})

test('eight tabs of one colleague, and one loaded ten times, are all live and never wait for a connection', async () => {
  const first = await desk.openPageOf(ines)
  for (let time = 0; time < 10; time += 1) {
    await first.goto('/?state=open')
    await first.getByRole('heading', { level: 1 }).waitFor()
  }
  const tabs = [first]
  while (tabs.length < 8) {
    const tab = await first.context().newPage()
    await tab.goto('/?state=open')
    await tab.getByRole('heading', { level: 1 }).waitFor()
    tabs.push(tab)
  }
  await desk.sendToDesk({
    from: 'Eve <eve@customers.example>',
    subject: 'Eight tabs',
    text: 'Nobody answers.',
  })
  for (const tab of tabs) await expect.poll(() => rowAbout(tab, 'Eight tabs').count(), soon).toBe(1)

  // The tab that heard for the others goes away: another goes on.
  await first.close()
  await desk.sendToDesk({
    from: 'Eve <eve.two@customers.example>',
    subject: 'Seven tabs',
    text: 'Nobody at all.',
  })
  for (const tab of tabs.slice(1)) await expect.poll(() => rowAbout(tab, 'Seven tabs').count(), soon).toBe(1)
})

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
