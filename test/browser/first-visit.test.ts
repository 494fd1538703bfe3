import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { strike } from './queue.ts'
import { pressOn, soon, tabTo, untilFocused, write } from './focus.ts'

// From an empty desk to a first real mail, and then the ways in and out of it, by keys alone.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
const email = 'mara@nordlicht.example'
const password = 'five green kettles whistle'

/** The text of the field that holds a colleague's link. */
let invitation = ''

test('the first visit keeps nobody out, at any width and in light and dark', async () => {
  const page = await desk.openPage()
  await page.goto('/')
  await page.getByRole('button', { name: 'Set up mine' }).waitFor()
  expect(await barriersInEveryLook(page, 'welcome')).toEqual([])
  await pressOn(page.getByRole('button', { name: 'Set up mine' }))
  await page.getByLabel('Organisation').waitFor()
  expect(await barriersInEveryLook(page, 'set up')).toEqual([])
  await page.goto('/sign-in#link')
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await barriersInEveryLook(page, 'sign in by a link')).toEqual([])
})

test('whatever is wrong with setting up is said at once, each beside its field', async () => {
  const page = await desk.openPage()
  await page.goto('/')
  await pressOn(page.getByRole('button', { name: 'Set up mine' }))
  await write(page.getByLabel('Organisation'), 'Nordlicht')
  await write(page.getByLabel('Your name'), 'Mara Lind')
  const address = page.getByLabel('Your e-mail')
  await write(address, 'mara@nordlicht')
  await page.keyboard.press('Enter')
  await page.getByText('Write a whole e-mail address').waitFor()
  await page.getByText('Choose a password of at least 12 characters.').waitFor()
  await untilFocused(address)
  expect(await address.getAttribute('aria-invalid')).toBe('true')
  await write(page.getByLabel('Closes'), '0700AM')
  await page.getByText('Has to be later than it opens.').waitFor()
  expect(await barriersInEveryLook(page, 'set up, with faults')).toEqual([])
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  expect(await page.getByLabel('Time zone').inputValue()).toBe(zone)
})

test('a company is set up from nothing to its first mail, which is seen to arrive', async () => {
  const page = await desk.openPage()
  await page.goto('/')
  await pressOn(page.getByRole('button', { name: 'Set up mine' }))
  await write(page.getByLabel('Organisation'), 'Nordlicht')
  await write(page.getByLabel('Your name'), 'Mara Lind')
  await write(page.getByLabel('Your e-mail'), email)
  await write(page.getByLabel(/^Password/), password)
  await tabTo(page.getByLabel('Opening hours'))
  await page.keyboard.type('Every')
  await write(page.getByLabel('Opens'), '0800AM')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nordlicht is set up' }).waitFor()

  // One address, one connection: what the desk was born with gets it, and whatever leaves has a sender.
  await pressOn(page.getByText('Forward it here'))
  const mailbox = page.getByRole('form', { name: 'Add a mailbox' })
  await write(mailbox.getByLabel('Address that customers write to'), 'help@nordlicht.example')
  await page.keyboard.press('Enter')
  await mailbox.waitFor({ state: 'detached' })
  const { connections } = await (await page.request.get('/api/connections')).json()
  const mails = connections.filter(({ channel }: { channel: string }) => channel === 'email')
  expect(mails).toMatchObject([{ name: 'Nordlicht', address: 'help@nordlicht.example', isDefault: true }])
  expect(await (await page.request.get('/api/me/notices')).json()).toMatchObject({
    sender: 'help@nordlicht.example',
  })

  const colleagues = page.getByRole('button', { name: 'Invite colleagues' })
  if ((await colleagues.getAttribute('aria-expanded')) !== 'true') await pressOn(colleagues)
  const invite = page.getByRole('form', { name: 'Invite a colleague' })
  await write(invite.getByLabel('Name'), 'Ines Carvalho')
  await write(invite.getByLabel('E-mail'), 'ines@nordlicht.example')
  await page.keyboard.press('Enter')
  const link = page.getByLabel(/^Hand this link to Ines Carvalho/)
  await link.waitFor()
  invitation = await link.inputValue()
  await page.getByRole('button', { name: 'Copy', exact: true }).waitFor()
  expect(await invite.getByLabel('Stands on').inputValue()).toBe('')

  await pressOn(page.getByRole('button', { name: 'Send yourself a real mail' }))
  await page.getByText('Waiting for a mail …').waitFor()
  expect(await barriersInEveryLook(page, 'the guide')).toEqual([])
  await desk.sendToDesk({
    from: email,
    to: 'help@nordlicht.example',
    subject: 'Does this arrive?',
    text: 'It does.',
  })
  await page.getByText('It is here. It became case 1001:').waitFor()
  await page.getByText('Does this arrive?').waitFor()
  await pressOn(page.getByRole('link', { name: 'Open it' }))
  await page.getByRole('article').filter({ hasText: 'It does.' }).waitFor()
})

test('a colleague comes by the link that was handed over, and chooses a password', async () => {
  const page = await desk.openPage()
  await page.goto(invitation)
  await pressOn(page.getByRole('button', { name: 'Sign in' }))
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor()
  await write(page.getByLabel(/^Password/), 'seven quiet ladders lean')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor()
  expect((await page.request.get('/api/me')).status()).toBe(200)
})

test('whoever set the desk up leaves a rung when a colleague keeps it, and nobody leaves it empty', async () => {
  const page = await desk.openPage()
  await signIn(page, password)
  await page.getByRole('heading', { level: 1, name: 'Desk', exact: true }).waitFor()
  await page.goto('/settings/people')
  const change = page.getByRole('button', { name: 'Change Ines Carvalho' })
  await pressOn(change)
  const form = page.getByRole('form', { name: 'Change Ines Carvalho' })
  await tabTo(form.getByLabel('Front line'))
  await page.keyboard.press('Space')
  await pressOn(form.getByRole('button', { name: 'Save' }))
  await page.getByText('You have stood on Front line since the desk was set up').waitFor()
  const off = page.getByRole('button', { name: 'Take me off' })
  await pressOn(off)
  await off.waitFor({ state: 'detached' })

  await pressOn(change)
  await pressOn(form.getByRole('button', { name: 'They leave …' }))
  const leaves = page.getByRole('form', { name: 'Ines Carvalho leaves' })
  await pressOn(leaves.getByRole('button', { name: 'Take them off' }))
  await leaves.getByText('A rung needs somebody on its rota').waitFor()
  await pressOn(leaves.getByRole('link', { name: 'Front line' }))
  await page.getByLabel('Time zone of Front line').waitFor()
  await expect.poll(() => page.getByLabel('Who, line 1').inputValue(), soon).toBe('ines-carvalho')
})

test('the address of the settings, typed by hand, opens the first of them', async () => {
  const page = await desk.openPage()
  await signIn(page, password)
  await page.getByRole('heading', { level: 1, name: 'Desk', exact: true }).waitFor()
  await page.goto('/settings')
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings/account')
})

/** Fills in the sign-in page and presses Enter. */
async function signIn(page: Page, words: string) {
  await page.goto('/sign-in')
  await untilFocused(page.getByLabel('E-mail'))
  await page.keyboard.type(email)
  await write(page.getByLabel(/^Password/), words)
  await page.keyboard.press('Enter')
}

/** Opens one's own account by the keys. */
async function openAccount(page: Page) {
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor()
  await strike(page, 'g s', page.getByRole('heading', { name: 'Your account' }))
}

test('a wrong password is refused in words that name nobody, and the right one lets in', async () => {
  const page = await desk.openPage()
  await page.goto('/sign-in')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await barriersInEveryLook(page, 'sign in')).toEqual([])
  await signIn(page, 'five green kettles')
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').innerText()).not.toContain(email)
  await write(page.getByLabel(/^Password/), password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor()
})

test('with a second step the password is not enough, and a recovery code lets in without the telephone', async () => {
  const page = await desk.openPage()
  await signIn(page, password)
  await openAccount(page)
  const part = page.getByRole('region', { name: 'Second step' })
  await pressOn(part.getByRole('button', { name: 'Turn it on' }))
  const uri = await part.getByRole('link', { name: 'open the authenticator' }).getAttribute('href')
  const secret = new URL(uri ?? '').searchParams.get('secret') ?? ''
  const code = () => new TOTP({ secret }).generate()
  await write(part.getByRole('textbox'), code())
  await page.keyboard.press('Enter')
  const codes = part.getByRole('list').getByRole('listitem')
  await codes.first().waitFor()
  const [recovery = ''] = await codes.allInnerTexts()
  await page.context().close()

  const again = await desk.openPage()
  await signIn(again, password)
  await again.getByRole('heading', { name: 'One more step' }).waitFor()
  expect(await barriersInEveryLook(again, 'second step')).toEqual([])
  await untilFocused(again.getByLabel('Code', { exact: true }))
  await again.keyboard.type('000000')
  await again.keyboard.press('Enter')
  await again.getByRole('alert').waitFor()
  await pressOn(again.getByRole('button', { name: 'Use a recovery code' }))
  await untilFocused(again.getByLabel('Recovery code'))
  await again.keyboard.type(recovery)
  await again.keyboard.press('Enter')
  await openAccount(again)
  const left = again.getByRole('region', { name: 'Second step' })
  await left.getByText(/9 recovery codes left/).waitFor()
})

test('where one is signed in is seen, and whoever is signed in elsewhere is put out by one press', async () => {
  const elsewhere = await desk.openPage()
  await elsewhere.goto(await desk.signInLink('--member', 'ines-carvalho'))
  await pressOn(elsewhere.getByRole('button', { name: 'Sign in' }))
  await elsewhere.getByRole('heading', { level: 1, name: 'Desk' }).waitFor()
  const here = await desk.openPage()
  await here.goto(await desk.signInLink('--member', 'ines-carvalho'))
  await pressOn(here.getByRole('button', { name: 'Sign in' }))
  await openAccount(here)

  const sessions = here.getByRole('region', { name: 'Where you are signed in' })
  await sessions.getByText('Chrome on Linux, this one').waitFor()
  await sessions
    .getByText(/by link/)
    .first()
    .waitFor()
  await pressOn(sessions.getByRole('button', { name: 'End all others' }))
  await sessions.getByText(/^Only here\./).waitFor()
  await expect.poll(async () => (await elsewhere.request.get('/api/me')).status(), soon).toBe(401)
  await elsewhere.reload()
  await elsewhere.getByRole('heading', { name: 'Sign in to your desk' }).waitFor()
})

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
