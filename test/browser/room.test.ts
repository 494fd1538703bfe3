import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'
import { aRoomByMail, aRoomDesk, aRoomInPublic, post } from '#test/room-desk.ts'
import { pressOn, tabTo, walkByTab, write } from './focus.ts'
import { startChromium } from './start-chromium.ts'

// A customer's private room in a real browser: on a small phone, by keys alone, in a browser that runs no script, and as a
// screen reader tells it. The pages have no script of their own, so every visit here is one without.

let desk: TestDesk
let url: string
let browser: Browser
let plain: TestDesk

beforeAll(async () => {
  plain = await testDesk()
  ;({ desk, url } = await aRoomDesk(plain))
  browser = await startChromium()
}, 60_000)

afterAll(async () => {
  await browser.close()
  await plain.close()
}, 30_000)

async function aPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
    locale: 'en-GB',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

test('a whole visit by keys alone, without a script: in by the address, read, write, send a file, settle, leave', async () => {
  const { caseId, path } = await aRoomByMail(desk)
  await sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: 'Ines brings a new seal on Friday at nine.',
    visibility: 'private',
    asks: false,
  })
  const page = await aPage()
  await page.goto(path)
  await write(page.getByLabel('Your e-mail address'), 'somebody@example.org')
  await pressOn(page.getByRole('button', { name: 'Open the page' }))
  await page.getByRole('alert').getByText('This link went to another address.').waitFor()
  await write(page.getByLabel('Your e-mail address'), 'Ada@example.org')
  await pressOn(page.getByRole('button', { name: 'Open the page' }))

  await page.getByRole('heading', { level: 1, name: 'We are working on it' }).waitFor()
  expect(page.url()).toBe(`${url}/room`)
  await page.getByText('Administrator looks after this').waitFor()
  await page.getByText('Water runs out of the drum').waitFor()
  await write(page.getByLabel('Write to Administrator'), 'I live at Hafenweg 3, second floor.')
  await tabTo(page.getByLabel('Photos or files'))
  await page
    .getByLabel('Photos or files')
    .setInputFiles({ name: 'seal.txt', mimeType: 'text/plain', buffer: Buffer.from('torn at the hinge') })
  await pressOn(page.getByRole('button', { name: 'Send' }))
  await page.getByRole('status').getByText('Thank you. We have it').waitFor()
  await page.getByRole('article').getByText('I live at Hafenweg 3').waitFor()
  await page.getByRole('link', { name: 'seal.txt' }).waitFor()

  await pressOn(page.getByRole('button', { name: 'Not yet' }))
  await page.getByText(/^You said on .* not yet\.$/).waitFor()
  const felt = page.getByRole('group', { name: 'Did somebody with the power to help listen to you?' })
  await pressOn(felt.getByRole('button', { name: 'Yes' }), ' ')
  await felt.getByText('You said: yes.').waitFor()
  await pressOn(page.getByRole('button', { name: 'Yes, it is settled' }))
  await page.getByRole('heading', { level: 1, name: 'You said that it is settled' }).waitFor()

  const kase = await desk.see(caseId)
  expect(kase.messages.find(({ body }) => body.includes('Hafenweg'))?.attachments).toMatchObject([
    { name: 'seal.txt' },
  ])
  await pressOn(page.getByRole('button', { name: 'Close this page on this device' }))
  await page.getByText('The page is closed on this device.').waitFor()
  await page.goto('/room')
  expect(await page.content()).not.toContain('Hafenweg')
  await page.context().close()
})

test('whose account it is comes in by the code that the page shows; an impostor stays at the door', async () => {
  const { path } = await aRoomInPublic(desk)
  const ruth = await aPage()
  const impostor = await aPage()
  for (const page of [ruth, impostor]) {
    await page.goto(path)
    await page.getByText('@ruth.example').first().waitFor()
    await pressOn(page.getByRole('button', { name: 'Show that it is mine' }))
    await page.getByRole('heading', { name: /^Show that @ruth\.example/ }).waitFor()
  }
  await post(desk, 'ruth.example', await ruth.locator('.code').innerText())
  await pressOn(ruth.getByRole('button', { name: 'I have posted it' }))
  await ruth.getByText('Nobody came for the washer').waitFor()
  await pressOn(impostor.getByRole('button', { name: 'I have posted it' }))
  await impostor.getByRole('heading', { name: 'This page is not open on this device' }).waitFor()
  expect(await impostor.content()).not.toContain('washer')

  // What a screen reader is told: whose voice it is, what each place is for, and what comes under which heading.
  const told = await ruth.locator('body').ariaSnapshot()
  for (const line of [
    '- banner:',
    '- main:',
    '- heading "We are working on it" [level=1]',
    '- region "How it stands":',
    '- heading "Messages" [level=2]',
    '- textbox "Write to Administrator"',
    '- button "Photos or files"',
    '- heading "Is it settled?" [level=2]',
    '- button "I disagree, please look again"',
    '- button "Nobody answers me"',
    '- group "Were you treated with respect?":',
    '- combobox "Language":',
    '- checkbox "Large letters"',
  ])
    expect(told).toContain(line)
  const walked = await walkByTab(ruth)
  expect(walked.length).toBeGreaterThan(12)
  expect(walked.filter(({ isSeen }) => !isSeen)).toEqual([])
  await ruth.context().close()
  await impostor.context().close()
})

test('door and room fit 320 pixels in light, dark and large letters, and axe finds nothing', async () => {
  const { path } = await aRoomByMail(desk, 'bela@example.org')
  // Only to be looked at: axe is a script.
  const page = await aPage({ javaScriptEnabled: true })
  const looks = async (where: string) => {
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const barrier of await barriers(page)) found.push(`${where}, ${colorScheme}: ${barrier}`)
      if ((await sideways(page)) > 0) found.push(`${where}, ${colorScheme}: it scrolls sideways`)
    }
    return found
  }
  await page.goto(path)
  const found = await looks('door')
  await page.getByLabel('Your e-mail address').fill('bela@example.org')
  await page.getByRole('button', { name: 'Open the page' }).click()
  await page.getByRole('heading', { level: 1, name: 'We are working on it' }).waitFor()
  found.push(...(await looks('room')))
  await page.getByLabel('Large letters').check()
  await page.getByLabel('Language').selectOption('Deutsch')
  await page.getByRole('button', { name: 'Keep this' }).click()
  await page.getByRole('heading', { name: 'Wie es Ihnen passt' }).waitFor()
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('22px')
  found.push(...(await looks('large room')))
  expect(found).toEqual([])
  await page.context().close()
})
