import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setPublicAddress } from '#contract/public-address.ts'
import type { AtAccount } from '#test/networks/at-account.ts'
import { startAtNetwork, type AtNetwork } from '#test/networks/at-network.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { untilFocused } from './focus.ts'
import type { Seat } from './front.ts'
import { openByKeys, rowAbout } from './queue.ts'

// Story 8, the thread of it: a complaint in public, answered in public, and a closing note, on the real network.

vi.setConfig({ testTimeout: 90_000 })

const desk = deskAtScreens()
let network: AtNetwork
let us: AtAccount
let mara: Seat

beforeAll(async () => {
  network = await startAtNetwork()
  us = await network.account('aldera-care')
  mara = await desk.seatBy(await desk.signInLink())
}, 120_000)

afterAll(() => network?.stop())

const soon = { timeout: 30_000, interval: 200 }
const publicBox = (page: Page) => page.getByRole('textbox', { name: /^Public reply to/ })

/** A reply is private until one says otherwise. */
async function beginPublicReply(page: Page) {
  await page.keyboard.press('r')
  await untilFocused(page.getByRole('textbox', { name: /^Private reply to/ }))
  await page.keyboard.press('Control+Shift+P')
  await untilFocused(publicBox(page))
}

test('an administrator connects Bluesky: a wrong password is said, the right one is kept and read by', async () => {
  const page = await desk.openPageOf(mara)
  await page.goto('/settings/connections')
  await page.getByRole('button', { name: 'Connect Bluesky' }).click()
  const form = page.getByRole('form', { name: 'Connect Bluesky' })
  await form.getByLabel('Name').fill('Aldera on Bluesky')
  await form.getByLabel('Handle').fill(us.handle)
  await form.getByLabel('App password').fill('wrong')
  await form.getByLabel('Server of the account').fill(network.pds)
  await form.getByRole('button', { name: 'Test it' }).click()
  await form.getByText('the handle or the app password is wrong').waitFor()

  await form.getByLabel('App password').fill(await us.appPassword())
  await form.getByRole('button', { name: 'Test it' }).click()
  await form.getByText(`Signed in as @${us.handle}.`).waitFor()
  await form.getByRole('button', { name: 'Save' }).click()
  const line = page.getByRole('list', { name: 'Networks' }).getByRole('listitem')
  await line.getByText('Works. Nothing has come yet.').waitFor({ timeout: 30_000 })
  expect(await page.content()).not.toContain('wrong')
})

test('a public post is answered in its thread, its deletion is seen, and a closing note ends it', async () => {
  const alice = await network.account('alice')
  const post = await alice.post('@aldera-care.test my dryer hums all night and nobody calls back', {
    mentions: [us],
  })
  const page = await desk.openPageOf(mara)
  await page.goto('/')
  await rowAbout(page, 'my dryer hums').waitFor({ timeout: 30_000 })
  await openByKeys(page, 'my dryer hums')
  const theirs = page.getByRole('article', { name: 'Message from alice.test' })
  expect(await theirs.getByRole('link', { name: 'See the post' }).getAttribute('href')).toContain(alice.did)

  await beginPublicReply(page)
  await page.getByText('Everyone can read this').first().waitFor()
  await publicBox(page).fill('The hum is a bearing, and we are sorry for the nights. '.repeat(8))
  await page.getByText('139 characters too many: a post on Bluesky takes 300.').waitFor()
  expect(await page.getByRole('button', { name: /Post in public/ }).isDisabled()).toBe(true)
  await page.getByRole('checkbox', { name: 'Post it as a numbered thread of 2 posts' }).check()
  expect(await page.getByRole('button', { name: /Post in public/ }).isDisabled()).toBe(false)

  const first = 'Sorry for the nights, Alice. Ines brings a new bearing on Monday at nine and calls before.'
  await publicBox(page).fill(first)
  await page
    .getByText(`${300 - first.length} characters left of 300, as @aldera-care.test below their post.`)
    .waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('The reply is on its way.').first().waitFor()
  await expect.poll(async () => (await alice.replies(post)).map(({ text }) => text), soon).toEqual([first])
  const ours = page.getByRole('article', { name: /^Reply by/ })
  await ours.getByRole('link', { name: 'See the post' }).waitFor()

  const [answered] = await alice.replies(post)
  const parent = { uri: answered?.uri ?? '', cid: answered?.cid ?? '' }
  const thanks = await alice.post('Finally. Thank you.', { answers: { root: post, parent } })
  await page.getByRole('article').filter({ hasText: 'Finally. Thank you.' }).waitFor({ timeout: 30_000 })
  await beginPublicReply(page)
  const closing = 'Settled on Monday: the dryer is quiet. Thank you for telling us.'
  await publicBox(page).fill(closing)
  await page.keyboard.press('Control+Enter')
  await expect
    .poll(async () => (await alice.replies(thanks)).map(({ text }) => text), soon)
    .toEqual([closing])

  await alice.remove(post)
  await theirs
    .first()
    .getByText('Deleted by its author: its words are gone here as well, and the case goes on.')
    .waitFor({ timeout: 60_000 })
  expect(await page.getByRole('article').filter({ hasText: 'my dryer hums' }).count()).toBe(0)
})

/** A customer's phone: small, and without a script. */
const aPhone = () =>
  desk.openPage({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, locale: 'en-GB' })

test('story 8: a number in public is not repeated, a room opens for whose account it is alone, and a closing note ends it in public', async () => {
  await desk.does(mara, setPublicAddress, { address: desk.process.url })
  const ruth = await network.account('ruth')
  const mallory = await network.account('mallory')
  const post = await ruth.post(
    '@aldera-care.test nobody came for the washer again, call me on 0170 5550123',
    {
      mentions: [us],
    },
  )
  const page = await desk.openPageOf(mara)
  await page.goto('/')
  await rowAbout(page, 'nobody came for the washer').waitFor({ timeout: 30_000 })
  await openByKeys(page, 'nobody came for the washer')
  await page.getByText('Everyone can read a phone number here').waitFor()
  const room = page.getByRole('region', { name: 'Private room' })
  await room.getByRole('button', { name: 'Take it to a private room' }).waitFor()
  await page.keyboard.press('u')
  const drafted = room.getByRole('textbox', { name: 'What everyone reads' })
  await untilFocused(drafted)
  expect(await drafted.inputValue()).not.toContain('0170')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await ruth.replies(post)).length, soon).toBe(1)
  const [invitation] = await ruth.replies(post)
  expect(invitation?.text).not.toContain('0170')
  const [, path = ''] = /(\/r\/[\w-]{43})/.exec(invitation?.text ?? '') ?? []

  const parent = { uri: invitation?.uri ?? '', cid: invitation?.cid ?? '' }
  const [theirs, impostor] = [await aPhone(), await aPhone()]
  for (const phone of [theirs, impostor]) {
    await phone.goto(path)
    await phone.getByRole('button', { name: 'Show that it is mine' }).click()
    await phone.getByRole('heading', { name: /^Show that @ruth\.test \(Bluesky\)/ }).waitFor()
  }
  await mallory.post(await impostor.locator('.code').innerText(), { answers: { root: post, parent } })
  await ruth.post(await theirs.locator('.code').innerText(), { answers: { root: post, parent } })
  await expect
    .poll(async () => {
      await theirs.getByRole('button', { name: 'I have posted it' }).click()
      return theirs.getByRole('heading', { level: 1 }).innerText()
    }, soon)
    .toBe('We are working on it')
  await impostor.getByRole('button', { name: 'I have posted it' }).click()
  await impostor.getByRole('heading', { name: 'You are not in here' }).waitFor()
  expect(await impostor.content()).not.toContain('washer')

  await theirs.getByLabel(/^Write to/).fill('I live at Hafenweg 3, and my number is 0170 5550123.')
  await theirs.getByRole('button', { name: 'Send' }).click()
  await theirs.getByText('We have it.').waitFor()
  await page.getByRole('article').filter({ hasText: 'Hafenweg 3' }).waitFor({ timeout: 30_000 })
  await room.getByText(/they came in\./).waitFor()
  await theirs.getByRole('button', { name: 'Yes, it is settled' }).click()
  await theirs.getByRole('heading', { name: 'You said that it is settled' }).waitFor()

  await room.getByRole('button', { name: 'End it in public, too' }).click()
  const note = await room.getByRole('textbox', { name: 'The closing note' }).inputValue()
  await room.getByRole('button', { name: 'Post the closing note' }).click()
  const said = async () => (await ruth.replies(post)).filter(({ handle }) => handle === us.handle)
  await expect.poll(async () => (await said()).map(({ text }) => text), soon).toContain(note)
  for (const { text } of await said()) expect(text).not.toMatch(/Hafenweg|0170/)
})

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
