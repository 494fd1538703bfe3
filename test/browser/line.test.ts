import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listCalls, setExtensions } from '#contract/calls.ts'
import { openCase } from '#contract/cases.ts'
import { postItem } from '#contract/items.ts'
import { addTelephone, setPanel } from '#contract/telephones.ts'
import { startSwitchboard, type Switchboard } from '#test/peers/switchboard.ts'
import { tellDesk } from '#test/peers/tell-desk.ts'
import { barriersInEveryLook } from './barriers.ts'
import { cardTimes, watchCards } from './card-times.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { soon } from './focus.ts'
import type { Seat } from './front.ts'

// The call screen as an agent uses it, by keys alone: a real exchange, real telephones that ring, a real browser.

vi.setConfig({ testTimeout: 90_000 })

const desk = deskAtScreens()
let mara: Seat
let board: Switchboard

beforeAll(async () => {
  mara = await desk.seatBy(await desk.signInLink())
  await desk.does(mara, setExtensions, { extensions: ['4000'] })
  const { telephone, secret } = await desk.does(mara, addTelephone, { name: 'Kamailio' })
  const { url } = desk.process
  board = await startSwitchboard(tellDesk({ url, path: telephone.path, secret: secret ?? '' }))
}, 90_000)

afterAll(() => board.stop(), 30_000)

/** How the call stands that is looked at. */
const theCall = (page: Pick<Page, 'getByRole'>) => page.getByRole('region', { name: 'The call' })

/** The call screen has been told which calls there are. */
const opened = (page: Pick<Page, 'getByRole' | 'getByText'>) =>
  theCall(page).or(page.getByText('Nobody calls you.')).first().waitFor()

const ruth = { from: '+34600000014', name: 'R ADEYEMI', to: '4000' }

/** What Ruth has told us before. */
const earlier = (externalId: string, daysAgo: number, body: string) =>
  desk.does(mara, postItem, {
    channel: 'phone',
    externalId,
    at: Temporal.Now.instant()
      .subtract({ hours: 24 * daysAgo })
      .toString(),
    from: { name: 'Ruth Adeyemi', phone: ruth.from },
    subject: 'Brio 8 washer, drum bearing',
    body,
    facts: { topic: 'product', harm: 'inconvenience' },
  })

test('the warning on the line, from the first ring to the dossier, by keys alone', async () => {
  await earlier('ruth-1', 0, 'The drum bearing of the Brio 8 washer failed after five months.')
  await earlier('ruth-2', 0, 'The drum bearing of the Brio 8 washer: a visit was booked and nobody came.')
  await board.telephones(['4000'], 6000)
  const page = await desk.openPageOf(mara, { viewport: { width: 420, height: 900 } })
  await page.goto('/line')
  await page.getByText('When 4000 rings, you see here who it is.').waitFor()

  const calling = board.call([ruth], { apartMs: 0, lastsMs: 25_000 })
  // The card says who it is, what failed, and what one may do, while it still rings.
  await page.getByRole('heading', { name: 'Ruth Adeyemi' }).waitFor()
  await theCall(page).getByText('Ringing', { exact: true }).waitFor()
  await page.getByText('What we got wrong: 2').waitFor()
  await page.getByText('Give what is owed: a repair, up to €1,000.00').waitFor()
  await page.getByText('known: the number is theirs').waitFor()
  await theCall(page).getByText('On the line', { exact: true }).waitFor()

  // What she says is written down as it is said: it is the third contact that failed.
  await page.keyboard.press('n')
  await page.keyboard.type('Third time she calls about the same bearing.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('What we got wrong: 3').waitFor()
  await page.getByText('Executive office is asked').waitFor()

  // She warns of going public: her words, and what she says of herself. What is written down leaves the keys free.
  await page.getByText('Written down on the case.').first().waitFor()
  await page.keyboard.press('l')
  await page.keyboard.type('says 1M followers, will post')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1M')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ruth.example')
  await page.keyboard.press('Control+Enter')
  const claims = page.getByRole('list', { name: 'What they say of themselves' })
  await claims.getByText('their word, not confirmed yet').waitFor()
  await claims.getByRole('button', { name: 'Give them a code' }).press('Enter')
  await claims.getByText(/^“Please post this code from @ruth\.example, or send it to us from there/).waitFor()

  // Escape leaves what is being written, and it stays. Whoever speaks calls back within two hours, unless they name
  // somebody else, and the sentence to say now stands there.
  await page.keyboard.press('n')
  await page.keyboard.type('She can be reached until six.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('p')
  await page.getByText(/^I will call you by (?:tomorrow )?\d\d:\d\d\./).waitFor()
  await page.getByRole('combobox', { name: 'Who calls' }).press('Control+Enter')
  await page
    .getByText(/^Promised: Administrator calls by/)
    .first()
    .waitFor()
  await page.getByRole('heading', { name: 'Promised', exact: true }).waitFor()

  const [call] = (await desk.does(mara, listCalls, {})).calls
  const kase = await desk.does(mara, openCase, { caseId: call?.caseId ?? '' })
  expect(kase).toMatchObject({
    failures: 3,
    duties: { rung: 'executive', entitlement: { remedy: 'repair', upTo: 1000 } },
  })

  // The dossier is there long before five seconds have passed.
  const began = performance.now()
  const dossier = await desk.openPageOf(mara)
  await dossier.goto(`/cases/${kase.id}/dossier`)
  await dossier.getByRole('heading', { name: 'What we failed at' }).waitFor()
  await dossier.getByText('Call back', { exact: true }).waitFor()
  expect(performance.now() - began).toBeLessThan(5000)
  expect(await barriersInEveryLook(dossier, 'the dossier')).toEqual([])

  await calling
  await theCall(page).getByText('The call is over').waitFor()
  expect(await barriersInEveryLook(page, 'the call screen')).toEqual([])
  expect(desk.faults).toEqual([])
})

test('a call tells of itself wherever one is at the desk, and one key leads to its card', async () => {
  await board.telephones(['4000'], 3000)
  const page = await desk.openPageOf(mara)
  await page.goto('/')
  await page
    .getByRole('link', { name: /Brio 8/ })
    .first()
    .waitFor()
  const calling = board.call([ruth], { apartMs: 0, lastsMs: 500 })

  const bar = page.getByRole('complementary', { name: 'A call' })
  await bar.getByText('Ruth Adeyemi').waitFor()
  expect(await barriersInEveryLook(page, 'the desk while it rings')).toEqual([])
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.getByRole('heading', { name: 'Ruth Adeyemi' }).waitFor()
  await calling
})

test('with nobody on the line the call screen leads on, by what it says and by its keys', async () => {
  const page = await desk.openPageOf(mara)
  await page.goto('/line')
  await opened(page)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'All keys' })
  await keys.getByText('Write down a call, a letter or a visit').waitFor()
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'To the desk' }).waitFor()

  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await page.waitForURL(({ pathname }) => pathname === '/')
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.getByRole('link', { name: 'Write a call down by hand' }).waitFor()
  await page.keyboard.press('c')
  await expect.poll(() => new URL(page.url()).pathname, soon).toBe('/write-down')
})

test('I need help: the next rung is asked with the call still on, and a caller nobody knows gets a case', async () => {
  await board.telephones(['4000'], 100)
  const page = await desk.openPageOf(mara)
  await page.goto('/line')
  const calling = board.call([{ from: '+4930777001', name: 'B ANDERS', to: '4000' }], {
    apartMs: 0,
    lastsMs: 12_000,
  })
  await page.getByRole('heading', { name: 'B ANDERS' }).waitFor()
  await theCall(page).getByText('On the line', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'Who it is' }).fill('Bo Anders')
  await page.getByRole('heading', { name: 'B ANDERS' }).click()
  await page.keyboard.press('h')
  await page.keyboard.type('He says the boiler leaks gas and he feels ill.')
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/is asked\. It stays yours until they take it\.$/)
    .first()
    .waitFor()

  const { calls } = await desk.does(mara, listCalls, {})
  const mine = calls.find(({ from }) => from === '+4930777001')
  expect(mine?.state).toBe('answered')
  const kase = await desk.does(mara, openCase, { caseId: mine?.caseId ?? '' })
  expect(kase.person?.name).toBe('Bo Anders')
  expect(kase.messages.map(({ channel, direction }) => [channel, direction])).toEqual([['phone', 'in']])
  expect(kase.offer).toMatchObject({ trigger: 'person' })
  await calling
})

test('a browser that was cut off while it rang shows the card when it is back', async () => {
  await board.telephones(['4000'], 12_000)
  const page = await desk.openPageOf(mara)
  await page.goto('/line')
  await opened(page)
  await page.context().setOffline(true)
  const calling = board.call([{ from: '+4930777002', name: 'C COLD', to: '4000' }], {
    apartMs: 0,
    lastsMs: 200,
  })
  await vi.waitFor(async () => {
    const { calls } = await desk.does(mara, listCalls, {})
    expect(calls[0]).toMatchObject({ state: 'ringing', from: '+4930777002' })
  }, soon)
  await page.context().setOffline(false)

  await page.getByRole('heading', { name: 'C COLD' }).waitFor()
  await theCall(page).getByText('Ringing', { exact: true }).waitFor()
  await calling
})

test('from the caller’s first word to the card on the screen it takes less than a second', async ({
  annotate,
}) => {
  await board.telephones(['4000'], 150)
  const callers = Array.from({ length: 10 }, (_, place) => ({
    from: `+493088800${place}`,
    name: `Caller ${place}`,
    to: '4000',
  }))
  const page = await desk.openPageOf(mara)
  await watchCards(page)
  await page.goto('/line')
  await opened(page)
  const dialled = await board.call(callers, { apartMs: 800, lastsMs: 150 })

  const times = await cardTimes(page)
  const took = dialled.map(({ name, sentAt }) => (times[name] ?? Infinity) - sentAt)
  await annotate(`On the screen after ${took.map((time) => `${Math.round(time)} ms`).join(', ')}`)
  // Other tests may have the machine: the exact figure is the benchmark's.
  expect(took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)]).toBeLessThan(1000)
})

test('a telephone system that only opens a page with the number has its card too', async () => {
  const page = await desk.openPageOf(mara)
  await page.goto(`/line?phone=${encodeURIComponent('+49 30 777 003')}`)
  await page.getByRole('heading', { name: '+4930777003' }).waitFor()
  await page.getByRole('button', { name: 'The call is over' }).click()
  const theirs = async () =>
    (await desk.does(mara, listCalls, {})).calls.find(({ from }) => from === '+4930777003')
  await expect.poll(theirs, soon).toMatchObject({ state: 'ended', extension: '' })
})

test('the call screen stands in a frame of the sites that were named, for whom they have signed, and of no other', async () => {
  const crm = await startCrm()
  const { panel, secret } = await desk.does(mara, setPanel, { origins: [crm.origin] })
  const until = Math.floor(Date.now() / 1000) + 60
  const org = new URL(panel.path, desk.process.url).searchParams.get('org') ?? ''
  const signature = createHmac('sha256', secret ?? '')
    .update(`${org}.${mara.handle}.${until}`)
    .digest('hex')
  const link = `${desk.process.url}${panel.path}&agent=${mara.handle}&until=${until}&signature=${signature}`

  await board.telephones(['4000'], 100)
  // Nobody is signed in in this browser: the page around the panel vouches for its colleague.
  const page = await desk.openPage()
  await page.goto(`${crm.origin}/?${new URLSearchParams({ frame: link })}`)
  const frame = page.frameLocator('iframe')
  await opened(frame)
  const calling = board.call([ruth], { apartMs: 0, lastsMs: 5000 })
  await frame.getByRole('heading', { name: /Adeyemi/i }).waitFor()
  expect(page.frames().at(-1)?.url()).toBe(`${desk.process.url}/line/panel`)
  await theCall(frame).getByText('On the line', { exact: true }).waitFor()
  await calling

  await desk.does(mara, setPanel, { origins: ['https://crm.example'] })
  const refused = page.waitForEvent('console', (said) => said.text().includes('frame-ancestors'))
  await page.goto(`${crm.origin}/?${new URLSearchParams({ frame: link })}`)
  await refused
  expect(
    await page
      .frames()
      .at(-1)
      ?.locator('main')
      .count()
      .catch(() => 0),
  ).toBe(0)
  await crm.stop()
})

/** Another system's page, at an origin of its own, with a frame in it. */
async function startCrm(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server: Server = createServer((request, answer) => {
    const frame = new URL(request.url ?? '', 'http://localhost').searchParams.get('frame') ?? ''
    answer.setHeader('content-type', 'text/html')
    answer.end(
      `<title>CRM</title><iframe title="Calls" width="420" height="800" src="${frame.replaceAll('&', '&amp;')}"></iframe>`,
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { origin: `http://localhost:${port}`, stop }
}
