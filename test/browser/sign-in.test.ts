import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildScreens } from '#server/build-screens.ts'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { invitePerson } from '#server/desk/colleagues/people.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'
import { untilFocused } from './focus.ts'
import { startChromium } from './start-chromium.ts'

// Coming in, from the invitation to the second step, by keys alone and under the page's real security policy.

let desk: TestDesk
let app: Awaited<ReturnType<typeof buildApp>>
let url: string
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  await buildScreens(() => undefined)
  // Authenticators go by the clock on the wall.
  desk = await testDesk(new Date().toISOString())
  app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: new AbortController().signal,
    failed: (name, fault) => faults.push(`${name}: ${String(fault)}`),
  })
  // Somebody has been here before: the first visit is another story.
  const before = { kind: 'session', member: 'administrator', role: 'admin' } as const
  await makePass(desk, desk.org, { ...before, openedBy: 'sign-in', client: null })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  browser = await startChromium()
}, 90_000)

afterAll(async () => {
  await browser.close()
  await app.close()
  await desk.close()
}, 30_000)

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ baseURL: url })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('console', (said) => {
    if (said.text().includes('Content Security Policy')) faults.push(said.text())
  })
  return page
}

/** Goes on by Tab until this has the focus. */
async function tabTo(page: Page, name: RegExp) {
  const nameOfFocused = () =>
    page.evaluate(() => {
      const here = document.activeElement
      if (here instanceof HTMLInputElement) return here.labels?.[0]?.textContent ?? ''
      return here?.textContent ?? ''
    })
  for (let presses = 0; presses < 60 && !name.test(await nameOfFocused()); presses++)
    await page.keyboard.press('Tab')
  expect(await nameOfFocused()).toMatch(name)
}

/** Where an agent begins: with what waits for them. */
const myTurn = (at: URL) => at.pathname === '/' && at.search === '?owner=me&turn=owners'

const mine = { email: 'ben@aldera.example', password: 'a spoon lost in the garden' }

test('who is invited chooses a password, turns on a second step, and comes in by both, by keys alone', async () => {
  const invited = { name: 'Ben Osei', email: mine.email, role: 'agent', teams: [], key: 'ben' } as const
  const { link } = await invitePerson(desk, desk.admin, invited)
  const page = await openPage()
  await page.goto(`/sign-in#${link}`)
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await tabTo(page, /^Sign in$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor()
  await untilFocused(page.getByLabel(/^Password/))
  await page.keyboard.type(mine.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(myTurn)

  await page.goto('/settings/account')
  await page.getByText(`You sign in by ${mine.email}`).waitFor()
  await page.getByRole('button', { name: 'Turn it on' }).waitFor()
  await tabTo(page, /^Turn it on$/)
  await page.keyboard.press('Enter')
  const picture = page.getByRole('img', { name: /square code/ })
  await picture.waitFor()
  await expect
    .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(0)
  const uri = await page.getByRole('link', { name: 'open the authenticator' }).getAttribute('href')
  const secret = Secret.fromBase32(new URL(uri ?? '').searchParams.get('secret') ?? '')
  await untilFocused(page.getByRole('region', { name: 'Second step' }).getByRole('textbox'))
  await page.keyboard.type(codeOf(secret))
  await page.keyboard.press('Enter')
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await codes.first().waitFor()
  expect(await codes.count()).toBe(10)

  desk.wait('PT60S')
  const elsewhere = await openPage()
  await elsewhere.goto('/sign-in')
  await untilFocused(elsewhere.getByLabel('E-mail'))
  await elsewhere.keyboard.type(mine.email)
  await elsewhere.keyboard.press('Tab')
  await elsewhere.keyboard.type(mine.password)
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor()
  await untilFocused(elsewhere.getByLabel('Code', { exact: true }))
  await elsewhere.keyboard.type(codeOf(secret))
  await elsewhere.keyboard.press('Enter')
  await elsewhere.waitForURL(myTurn)
}, 60_000)

const codeOf = (secret: Secret) => new TOTP({ secret }).generate({ timestamp: desk.now().epochMilliseconds })

test('no page failed on the way', () => {
  expect(faults).toEqual([])
})
