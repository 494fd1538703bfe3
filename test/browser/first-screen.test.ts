import { execFile } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildScreens } from '#server/build-screens.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { startReceivingServer, type ReceivingServer } from '#test/peers/receiving-server.ts'

// The main job as somebody does it at a screen: a real browser, a fresh desk, ordinary mail programs.

const program = fileURLToPath(new URL('../../bin/evenhand', import.meta.url))
const quietBrowser = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

let relay: ReceivingServer
let desk: DeskProcess
let browser: Browser
/** The session of whoever signed in, for the pages that come after. */
let session: NonNullable<BrowserContextOptions['storageState']>

beforeAll(async () => {
  await buildScreens(() => undefined)
  relay = await startReceivingServer()
  desk = await deskProcess({ SMTP_URL: relay.url, EVENHAND_MAIL_DOMAIN: 'aldera.example' })
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: quietBrowser })
}, 90_000)

afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

afterAll(async () => {
  await browser.close()
  await desk.remove()
  await relay.close()
}, 60_000)

/** What went wrong in the pages themselves. */
const faults: string[] = []

/** A page of somebody's own browser; what it does not find in ten seconds is not there. */
async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: desk.url, ...options })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('pageerror', (fault) => faults.push(String(fault)))
  return page
}

/** The one-time link that the program prints. */
async function signInLink(): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['sign-in'], { env: { ...process.env, ...desk.env } })
  return stdout.trim()
}

/** A customer's mail program, handing mail straight to the desk; it has its 250 when this ends. */
const sendToDesk = (mail: SendMailOptions) =>
  createTransport({ host: '127.0.0.1', port: desk.smtpPort, ignoreTLS: true }).sendMail({
    to: 'help@aldera.example',
    ...mail,
  })

const rowOf = (page: Page, subject: string) => page.getByRole('link', { name: subject })

async function openCaseAbout(page: Page, subject: string) {
  await page.goto('/')
  await rowOf(page, subject).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('heading', { name: 'Owed now' }).waitFor()
}

const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement)

async function untilFocused(place: Locator) {
  await expect.poll(() => hasFocus(place), { timeout: 5000 }).toBe(true)
}

test('a newcomer signs in by the one-time link with the keyboard alone, and the link works once', async () => {
  const link = await signInLink()
  const page = await openPage()
  await enterByKeys(page, link)
  await page.getByText('Nobody is waiting on this desk.').waitFor()
  expect(page.url()).toBe(`${desk.url}/`)
  session = await page.context().storageState()

  const late = await openPage()
  await enterByKeys(late, link)
  await late.getByText('A new link comes from').waitFor()
  await late.goto('/')
  await late.getByRole('heading', { name: 'Sign in to your desk' }).waitFor()
})

async function enterByKeys(page: Page, link: string) {
  await page.goto(link)
  const enter = page.getByRole('button', { name: 'Sign in' })
  await enter.waitFor()
  await page.keyboard.press('Tab')
  await untilFocused(enter)
  await page.keyboard.press('Enter')
}

test('a mail from an ordinary mail program is on the open desk within a second', async ({ annotate }) => {
  const page = await openPage({ storageState: session })
  await page.goto('/')
  await page.getByText('Nobody is waiting on this desk.').waitFor()
  const took: number[] = []
  for (const [from, subject, messageId] of [
    ['Ben <ben@customers.example>', 'The lid is bent', '<lid@customers.example>'],
    ['Ruth Adeyemi <ruth@customers.example>', 'Washer floods the kitchen', '<flood@customers.example>'],
    ['Owen <owen@customers.example>', 'The chair wobbles', '<chair@customers.example>'],
  ] as const) {
    await sendToDesk({ from, subject, messageId, text: `${subject}, and nobody answers.` })
    const taken = performance.now()
    await rowOf(page, subject).waitFor()
    took.push(performance.now() - taken)
  }
  await annotate(`On the screen after ${took.map((time) => `${Math.round(time)} ms`).join(', ')}`)
  // Three seconds where others have the machine. The second and the third come while the lists rest.
  const isBusy = (loadavg()[0] ?? 0) > availableParallelism()
  expect(Math.max(...took)).toBeLessThan(isBusy ? 3000 : 1000)
})

test('a case is found, opened and answered by keys alone, and the reply arrives in its thread', async () => {
  const page = await openPage({ storageState: session })
  await page.goto('/')
  const rows = page.getByRole('listitem').getByRole('link', { name: /is bent|floods|wobbles/ })
  await rows.nth(2).waitFor()
  await page.keyboard.press('j')
  await untilFocused(rows.nth(0))
  await page.keyboard.press('j')
  await untilFocused(rows.nth(1))
  await page.keyboard.press('k')
  await untilFocused(rows.nth(0))
  const wanted = rowOf(page, 'Washer floods the kitchen')
  for (let below = 1; below < 3 && !(await hasFocus(wanted)); below++) {
    await page.keyboard.press('j')
    await untilFocused(rows.nth(below))
  }
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Ruth Adeyemi' }).waitFor()

  await page.keyboard.press('r')
  await untilFocused(page.getByRole('textbox', { name: 'Private reply to Ruth Adeyemi' }))
  await page.keyboard.type('Turn off the tap. A technician comes today.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article').filter({ hasText: 'A technician comes today.' }).waitFor()

  await expect.poll(() => relay.accepted.length, { timeout: 10_000 }).toBe(1)
  const [sent] = relay.accepted
  expect(sent?.to).toEqual(['ruth@customers.example'])
  const mail = await PostalMime.parse(sent?.bytes ?? '')
  expect(mail.inReplyTo).toBe('<flood@customers.example>')
  expect(mail.subject).toMatch(/^Re: Washer floods the kitchen \[EH-\d+\]$/)
  expect(mail.text).toContain('Turn off the tap. A technician comes today.')
})

test('a promise, facts and an escalation are given in the case, which shows who has it, by when and why', async () => {
  const page = await openPage({ storageState: session })
  await openCaseAbout(page, 'Washer floods the kitchen')
  const side = page.getByRole('complementary', { name: 'Owed and why' })

  await page.keyboard.press('p')
  await page.getByRole('textbox', { name: 'What' }).fill('Ring her with a date')
  await page.getByRole('button', { name: 'Promise it' }).click()
  await side.getByText('Ring her with a date').waitFor()
  await side.getByText(/Promised by/).waitFor()

  await side.getByLabel('Harm').selectOption({ label: 'Distress' })
  await side.getByLabel('Loss').fill('249,50')
  await side.getByRole('button', { name: 'Enter the facts' }).click()
  await side.getByRole('button', { name: 'Enter the facts' }).waitFor({ state: 'detached' })

  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Why' }).fill('Needs somebody who may replace it.')
  await page.getByRole('button', { name: 'Offer it' }).click()
  const offer = page.getByRole('region', { name: 'Offer' })
  await offer.getByText('Needs somebody who may replace it.').waitFor()
  expect(await offer.innerText()).toContain('You keep it until the offer is answered.')
  await offer.getByRole('button', { name: 'Accept' }).click()
  await offer.waitFor({ state: 'detached' })

  const head = page.getByRole('main')
  await head.getByText('By when: promised').waitFor()
  await head.getByText('Our turn, you').waitFor()
  await head.getByText('Keep the promise').waitFor()
  const why = await page.getByRole('region', { name: 'Why' }).innerText()
  expect(why).toMatch(/Policy, version \d+/)
  expect(why).toMatch(/Owed as outcome\s+Refund/)
  expect(why).toContain('severity: distress')
  await page.getByText('You accepted and have the case now.').waitFor()
})

test('scripts in a customer’s HTML do not run, and nothing is fetched for the sender’s pictures', async () => {
  const page = await openPage({ storageState: session })
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await sendToDesk({
    from: 'Eve <eve@customers.example>',
    subject: 'Look at this picture',
    text: 'Look at this picture of the kettle.',
    html: `<p onclick="top.harmed = 1" style="background: url(http://pictures.example/b.png)">The kettle <b>melted</b>.</p>
<script>top.harmed = 1; new Image().src = 'http://pictures.example/s.png'</script>
<img src="http://pictures.example/seen.png" onerror="top.harmed = 1" alt="Kettle">
<svg onload="top.harmed = 1"></svg><link rel="stylesheet" href="http://pictures.example/s.css">
<iframe src="http://pictures.example/frame"></iframe><meta http-equiv="refresh" content="0;url=http://pictures.example/">`,
  })
  await openCaseAbout(page, 'Look at this picture')
  await page.getByRole('button', { name: 'Show original formatting' }).click()
  await page.frameLocator('iframe').getByText('melted').waitFor()
  await page.getByRole('button', { name: 'Show the plain text' }).click()
  await page.getByText('picture of the kettle').waitFor()
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
  expect(page.url()).toContain(`${desk.url}/cases/`)
  expect(
    requests.filter((url) => !url.startsWith(`${desk.url}/`) && !/^(about|data|blob):/.test(url)),
  ).toEqual([])
})

const looks = [360, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

test.for(looks)(
  'axe finds nothing and nothing scrolls sideways at $width px, $colorScheme',
  async ({ width, colorScheme }) => {
    const look = { viewport: { width, height: 900 }, colorScheme }
    const newcomer = await openPage(look)
    await newcomer.goto('/sign-in#link')
    await newcomer.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await barriersOn(newcomer)).toEqual([])

    const page = await openPage({ ...look, storageState: session })
    await page.goto('/')
    await rowOf(page, 'Washer floods the kitchen').waitFor()
    expect(await barriersOn(page)).toEqual([])
    await openCaseAbout(page, 'Washer floods the kitchen')
    expect(await barriersOn(page)).toEqual([])
  },
)

/** What keeps somebody out of this page who cannot see it well, or has a narrow screen. */
async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return sideways > 0 ? [...found, `It scrolls sideways by ${sideways} px.`] : found
}

test('no page failed on the way', () => {
  expect(faults).toEqual([])
})
