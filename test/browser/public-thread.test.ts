import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeDown } from '#contract/by-hand.ts'
import { openCase } from '#contract/cases.ts'
import { listClaims, makeClaim, offerSignIn } from '#contract/claims.ts'
import { setPublicAddress } from '#contract/public-address.ts'
import type { AtAccount } from '#test/networks/at-account.ts'
import { startAtNetwork, type AtNetwork } from '#test/networks/at-network.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { untilFocused } from './focus.ts'
import type { Seat } from './front.ts'
import { openByKeys, rowAbout } from './queue.ts'

// Story 8, the thread of it: a complaint in public, answered in public, and a closing note, on the real network.

vi.setConfig({ testTimeout: 90_000 })

let network: AtNetwork
let us: AtAccount
let mara: Seat
/** The desk looks identities up where this network has them. */
const settings: Record<string, string> = {}

beforeAll(async () => {
  network = await startAtNetwork()
  Object.assign(settings, { EVENHAND_AT_DIRECTORY: network.directory, EVENHAND_AT_HANDLES: network.pds })
}, 120_000)

const desk = deskAtScreens(settings)

beforeAll(async () => {
  us = await network.account('aldera-care')
  mara = await desk.seatBy(await desk.signInLink())
  await desk.does(mara, setPublicAddress, { address: desk.process.url })
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
  await page.getByRole('button', { name: /Post in public/, disabled: false }).waitFor()

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
  await impostor.getByRole('heading', { name: 'This page is not open on this device' }).waitFor()
  expect(await impostor.content()).not.toContain('washer')

  await theirs.getByLabel(/^Write to/).fill('I live at Hafenweg 3, and my number is 0170 5550123.')
  await theirs.getByRole('button', { name: 'Send' }).click()
  await theirs.getByText('We have it').waitFor()
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

/** What they say of themselves on the telephone, written down on a case of its own, with a link to show it by. */
async function theyClaim(handle: string) {
  const by = { name: `Somebody ${handle}`, phone: `+49 30 23125 ${handle.length}` }
  const call = { channel: 'phone', at: new Date().toISOString(), from: by, body: 'The lid squeaks.' } as const
  const { caseId } = await desk.does(mara, writeDown, { ...call, key: crypto.randomUUID() })
  const { seq } = await desk.does(mara, openCase, { caseId })
  const said = { kind: 'reach', said: 'Many follow me.', network: 'bluesky', handle } as const
  await desk.does(mara, makeClaim, { caseId, seq, ...said, key: crypto.randomUUID() })
  return caseId
}

const claimOn = async (caseId: string) => (await desk.does(mara, listClaims, { caseId })).claims.at(-1)

/** Goes from a link to the network's own page, and signs in there: also as somebody else than the page expects. */
async function signInAs(phone: Page, { handle, password }: AtAccount) {
  await phone.getByRole('button', { name: 'Sign in with Bluesky' }).click()
  await phone.getByRole('button', { name: 'Sign in' }).waitFor()
  if (!(await phone.getByLabel('Password', { exact: true }).isVisible()))
    await phone.getByRole('button', { name: 'Sign in' }).click()
  const who = phone.getByLabel('Username or Email')
  if (await who.isEditable()) await who.fill(handle)
  await phone.getByLabel('Password', { exact: true }).fill(password)
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await phone.getByRole('button', { name: 'Authorize' }).waitFor()
}

/** A browser that hides from the network's page whom we expect to sign in, as anybody can make one. */
async function aForger() {
  const phone = await desk.openPage({ locale: 'en-GB' })
  await phone.addInitScript(() => {
    let expected: unknown
    Object.defineProperty(globalThis, '__authorizeData', {
      configurable: true,
      get: () => expected,
      set: (data) => {
        expected = { ...data, loginHint: undefined }
      },
    })
  })
  return phone
}

/** Agrees at the network, and keeps the browser from bringing the answer back: whoever has it now uses it. */
async function answerOf(phone: Page): Promise<URL> {
  const leaves = phone.waitForRequest(/\/oauth\/authorize\/redirect/)
  await phone.route(/\/oauth\/authorize\/redirect/, (route) => route.abort())
  await phone.getByRole('button', { name: 'Authorize' }).click()
  const said = new URL((await leaves).url()).searchParams
  // The network's page would try again.
  await phone.goto('about:blank')
  await phone.unroute(/\/oauth\/authorize\/redirect/)
  const answer = new URL(said.get('redirect_uri') ?? '')
  for (const name of ['iss', 'state', 'code']) answer.searchParams.set(name, said.get(name) ?? '')
  return answer
}

test('an account is shown by signing in with the network itself, and by nothing else that comes back', async () => {
  const [marnie, otto] = [await network.account('marnie'), await network.account('otto')]
  const caseId = await theyClaim(marnie.handle)
  const page = await desk.openPageOf(mara)
  await page.goto(`/cases/${caseId}`)
  await page.getByRole('button', { name: 'Give them a link to sign in' }).click()
  const link = await page.getByLabel('Send them this link').inputValue()
  const bare = await desk.openPage({
    viewport: { width: 320, height: 640 },
    javaScriptEnabled: false,
    locale: 'de',
  })
  await bare.goto(link)
  await bare.getByRole('heading', { name: 'Zeigen Sie, dass @marnie.test (Bluesky) Ihnen gehört' }).waitFor()
  expect(await bare.evaluate(() => document.documentElement.scrollWidth)).toBe(320)

  const phone = await desk.openPage({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  const note = (words: string) => phone.getByRole('status').getByText(words).waitFor()
  const another = await aForger()
  await another.goto(link)
  await signInAs(another, otto)
  await another.getByRole('button', { name: 'Authorize' }).click()
  await another.getByText('Another account signed in than @marnie.test (Bluesky).').waitFor()
  await phone.goto(link)
  await signInAs(phone, marnie)
  await phone.getByRole('button', { name: 'Deny access' }).click()
  await note('told us of nobody')

  await signInAs(phone, marnie)
  const stolen = (await answerOf(phone)).href
  await bare.goto(stolen)
  await bare.getByRole('heading', { name: 'Hier geht es nicht weiter' }).waitFor()
  await phone.goto(stolen)
  await phone.getByRole('heading', { name: 'There is nothing here to go on with' }).waitFor()
  expect(await claimOn(caseId)).toMatchObject({ state: 'claimed' })

  await phone.goto(link)
  await signInAs(phone, marnie)
  await phone.getByRole('button', { name: 'Authorize' }).click()
  await phone.getByRole('heading', { name: 'Thank you: @marnie.test (Bluesky) is yours' }).waitFor()
  await page
    .getByText('the account is theirs: shown by signing in with the network', { exact: true })
    .waitFor()
  expect(await claimOn(caseId)).toMatchObject({ state: 'verified', strength: 'proved', signIn: null })
  const { links, events } = await desk.does(mara, openCase, { caseId })
  expect(links).toMatchObject([{ state: 'proposed', evidence: 'sign-in', address: marnie.handle }])
  expect(events.filter(({ type }) => type === 'claim-sign-in-elsewhere')).toHaveLength(1)
  await bare.goto(link)
  expect(await bare.getByRole('button').count()).toBe(0)
})

test('whoever signs in with an account that looks alike ends it, in kind words and with all that is owed', async () => {
  const mamie = await network.account('mamie')
  const caseId = await theyClaim('marnie.test')
  const claimId = (await claimOn(caseId))?.id ?? ''
  const { url } = await desk.does(mara, offerSignIn, { claimId, key: 'another' })
  const phone = await aForger()
  await phone.goto(url)
  await signInAs(phone, mamie)
  await phone.getByRole('button', { name: 'Authorize' }).click()
  await phone.getByRole('heading', { name: 'Another account signed in' }).waitFor()
  expect(await claimOn(caseId)).toMatchObject({ state: 'refuted', because: 'look-alike' })
})

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
