import { createServer } from 'node:http'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveForm } from '#server/desk/forms/save-form.ts'
import { showCases } from '#server/desk/cases/show-cases.ts'
import { showItems } from '#server/desk/cases/show-desk.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'
import { pressOn, untilFocused, write } from './focus.ts'
import { startChromium } from './start-chromium.ts'

// The pages that customers open, in a real browser: alone, inside another site, at the width of a small phone.

let desk: TestDesk
let url: string
let site: string
let browser: Browser
const closers: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  desk = await testDesk()
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: new AbortController().signal,
    failed: (name, fault) => {
      throw new Error(name, { cause: fault })
    },
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  closers.push(() => app.close())
  site = await companySite()
  await saveForm(desk, desk.admin, {
    slug: 'complaints',
    title: 'Tell us what went wrong',
    language: 'en',
    intro: 'A person reads it.',
    asksOrder: true,
    asksPhone: true,
    topics: ['Product', 'Delivery'],
    origins: [site],
    difficulty: 10,
    sendsReceipt: true,
    team: null,
    isActive: true,
    key: 'form',
  })
  browser = await startChromium()
}, 60_000)

afterAll(async () => {
  await browser.close()
  for (const close of closers) await close()
  await desk.close()
}, 30_000)

/** A company's own site, of another origin, with the form in it. */
async function companySite(): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><title>Aldera</title><h1>Contact</h1>
      <script src="${url}/f/complaints/form.js" data-title="Complaints" async></script>
      <noscript><a href="${url}/f/complaints">Complaints</a></noscript>`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  // Another name of the same machine, so another origin however one looks at it.
  return `http://localhost:${address !== null && typeof address === 'object' ? address.port : 0}`
}

const faults: string[] = []

async function openPage(width = 1024): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('console', (said) => {
    if (said.type() === 'error') faults.push(said.text())
  })
  return page
}

async function fillIn(page: Pick<Page, 'getByLabel'>, words: string) {
  await page.getByLabel('What happened?').fill(words)
  await page.getByLabel('What is it about?').selectOption('Delivery')
  await page.getByLabel('Your name').fill('Ada Weber')
  await page.getByLabel('Your e-mail address').fill('ada@example.org')
  desk.wait('PT40S')
}

test('a form does its work while somebody types, so that a link in it is no reason to wait', async () => {
  const page = await openPage()
  await page.goto(`${url}/f/complaints`)
  await fillIn(page, 'It came broken, see https://photos.example/1')
  await page.getByLabel('Photos, documents, recordings').setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await page.getByRole('button', { name: 'Send' }).click()

  await page.getByRole('heading', { name: 'We have it' }).waitFor()
  const { cases } = await showCases(desk, desk.admin, { state: 'open', limit: 10 })
  expect(cases).toMatchObject([{ channel: 'web', person: { name: 'Ada Weber' } }])
  expect((await showItems(desk, desk.admin, { outcome: 'quarantined', limit: 10 })).items).toEqual([])

  await page.goto((await page.getByRole('link', { name: 'See how it stands' }).getAttribute('href')) ?? '')
  await page.getByRole('heading', { name: 'Your case' }).waitFor()
  await page.getByLabel('What should we know?').fill('The second one is broken too.')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('It has been added to your case.').waitFor()
  const [kase] = cases
  expect((await desk.see(kase?.id ?? '')).messages).toHaveLength(2)
  await page.context().close()
})

test('in a browser without scripts it is filled in by keys, sent, and followed by its link all the same', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.goto(`${url}/f/complaints`)
  await write(page.getByLabel('What happened?'), 'The crisper drawer came without its rail.')
  await write(page.getByLabel('Your name'), 'Owen Lindqvist')
  await write(page.getByLabel('Your e-mail address'), 'owen@example.org')
  desk.wait('PT40S')
  await pressOn(page.getByRole('button', { name: 'Send' }))
  await page.getByRole('heading', { name: 'We have it' }).waitFor()
  const followed = context.waitForEvent('page')
  await pressOn(page.getByRole('link', { name: 'See how it stands' }))
  const status = await followed
  await status.getByRole('heading', { name: 'Your case' }).waitFor()
  await write(status.getByLabel('What should we know?'), 'The rail was in the other box.')
  await pressOn(status.getByRole('button', { name: 'Send' }))
  await status.getByText('It has been added to your case.').waitFor()
  const { cases } = await showCases(desk, desk.admin, { state: 'open', limit: 10 })
  const kase = cases.find(({ person }) => person?.name === 'Owen Lindqvist')
  expect((await desk.see(kase?.id ?? '')).messages).toHaveLength(2)
  await context.close()
})

test('a form inside a company’s site is as high as it needs to be, and is sent from there', async () => {
  const page = await openPage()
  await page.goto(site)
  const frame = page.frameLocator('iframe[title=Complaints]')
  await fillIn(frame, 'The bill of October was charged twice.')

  const height = () => page.locator('iframe').evaluate((element) => element.clientHeight)
  const wanted = () => frame.locator('html').evaluate((element) => element.getBoundingClientRect().height)
  await expect.poll(async () => Math.abs((await height()) - (await wanted()))).toBeLessThan(3)

  await frame.getByRole('button', { name: 'Send' }).click()
  await frame.getByRole('heading', { name: 'We have it' }).waitFor()
  await expect.poll(height).toBeLessThan(500)
  await page.context().close()
})

test('another site may not show it', async () => {
  const page = await openPage()
  await page.goto(site.replace('localhost', '127.0.0.1'))
  await page.locator('iframe').waitFor()
  await expect.poll(() => faults.some((fault) => fault.includes('frame-ancestors'))).toBe(true)
  faults.splice(0)
  expect(await page.frameLocator('iframe').getByLabel('What happened?').count()).toBe(0)
  await page.context().close()
})

test('the pages fit 320 pixels, in light and dark, and axe finds nothing', async () => {
  const page = await openPage(320)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(`${url}/f/complaints`)
    await page.getByLabel('Your e-mail address').fill('ada@')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Please look at this once more').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    // What is wrong leads to its place.
    await page.getByRole('link', { name: 'Tell us what happened.' }).click()
    await untilFocused(page.getByLabel('What happened?'))
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
  await page.context().close()
})

test('nothing went wrong in the pages themselves', () => {
  // A page that is not complete is answered with 422, which a browser tells as a fault.
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
})
