import { beforeAll, expect, test, vi } from 'vitest'
import { writeDown } from '#contract/by-hand.ts'
import { listCases } from '#contract/cases.ts'
import { listPages, setNotices, showNotices } from '#contract/notices.ts'
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import type { Seat } from './front.ts'
import { pressOn, soon } from './focus.ts'
import { startWholeChromium } from './start-chromium.ts'

// Somebody is called to a danger, and takes it by keys alone; and what a push service brings is shown by the browser.

vi.setConfig({ testTimeout: 60_000 })

// What is told lies outside the page.
const desk = deskAtScreens({}, startWholeChromium)
let boss: Seat

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
  await desk.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name: 'Ruth Adeyemi', phone: '+49 30 23125 611' },
    body: 'There was glass in my muesli. My son bit on it and is bleeding.',
    key: 'heard',
  })
}, 60_000)

const waiting = async () => (await desk.does(boss, listPages, {})).pages

test('whoever is called reads it above the desk, and “I have it” by keys ends the calling', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/')
  const line = page.getByRole('complementary', { name: 'Dangers that nobody has taken' })
  await line.getByText(/^You are called: somebody may come to harm/).waitFor()
  // Wherever they work, and however they came there.
  const { cases } = await desk.does(boss, listCases, {})
  const caseId = cases[0]?.id ?? ''
  for (const path of [`/cases/${caseId}`, `/cases/${caseId}/dossier`, '/line', '/settings/account']) {
    await page.goto(path)
    await line.getByText(/^You are called: somebody may come to harm/).waitFor()
  }
  await pressOn(line.getByRole('link', { name: 'Answer' }))
  await page.getByRole('button', { name: 'I have it' }).waitFor()
  expect(await barriersInEveryLook(page, 'a call')).toEqual([])

  await pressOn(page.getByRole('button', { name: 'I have it' }))

  await page.getByText('You have it. Nobody else is called.').first().waitFor()
  expect(await waiting()).toEqual([])
  await page.goto('/')
  await page.getByRole('main').waitFor()
  await expect.poll(() => line.count(), soon).toBe(0)
})

test('what a push service brings is shown with what takes it, and leads to a page of the desk', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/settings/notices')
  await page.getByRole('heading', { name: 'How I am told' }).waitFor()
  const { origin } = new URL(page.url())
  await page.context().grantPermissions(['notifications'], { origin })
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/line-worker.js')
    await navigator.serviceWorker.ready
  })
  const devtools = await page.context().newCDPSession(page)
  const scopes = new Map<string, string>()
  devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    for (const { scopeURL, registrationId } of registrations) scopes.set(scopeURL, registrationId)
  })
  await devtools.send('ServiceWorker.enable')
  await expect.poll(() => scopes.has(`${origin}/`), soon).toBe(true)

  const told = {
    title: 'Danger: case 1001',
    body: 'You are on call.',
    path: '/pages/1',
    tag: 'page-1',
    isUrgent: true,
    language: 'en',
    answer: { page: '1', label: 'I have it' },
  }
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId: scopes.get(`${origin}/`) ?? '',
    data: JSON.stringify(told),
  })

  const shown = () =>
    page.evaluate(async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications()
      return all.map(({ title, body, data }) => ({ title, body, path: String(data.path) }))
    })
  await expect.poll(shown, soon).toEqual([{ title: told.title, body: told.body, path: told.path }])
})

test('how one is told is set by keys, and stays', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/settings/notices')
  await page.getByLabel('I have other hours').press('Space')
  await pressOn(
    page
      .getByRole('group', { name: 'A colleague mentions you' })
      .getByRole('button', { name: 'In the digest' }),
  )
  await pressOn(
    page.getByRole('form', { name: 'When, and of what' }).getByRole('button', { name: 'Keep it' }),
  )
  const saved = async () => (await desk.does(boss, showNotices, {})).onlyDigest
  await expect.poll(saved, soon).toEqual(['mentioned'])
  await page.reload()
  await page.getByRole('group', { name: 'Your own hours' }).waitFor()
  const left = page.getByRole('group', { name: 'A colleague mentions you' })
  expect(await left.getByRole('button', { name: 'In the digest' }).getAttribute('aria-pressed')).toBe('true')
  await desk.does(boss, setNotices, { hours: null, onlyDigest: [], byMail: true, language: 'en' })
})
