import type { Page } from 'playwright-core'
import { makeToken } from '#contract/accounts.ts'
import { openCase, sendReply } from '#contract/cases.ts'
import { postItem } from '#contract/items.ts'
import { offerRoom } from '#contract/room.ts'
import { setPublicAddress } from '#contract/public-address.ts'
import { ask } from '#test/ask.ts'
import type { Seat } from '../browser/front.ts'
import { onTelephones, toTiny, type Studio } from './studio.ts'
import { openOn, turnTo } from './take-case.ts'

const handle = 'ruth.example'

/** A customer's private room: asked into, at the door, inside, and after they have said how it stands. */
export async function takeRoom(studio: Studio, boss: Seat): Promise<void> {
  const { front, take, anyWanted } = studio
  if (!anyWanted('room', 'case-room')) return
  // What of a post proves an account comes by a program, and not by a colleague’s screen.
  const { token } = await front.does(boss, makeToken, { name: 'Reads Bluesky', role: 'agent' })
  const posts = (body: string) => posted(front, token, body)
  await front.does(boss, setPublicAddress, { address: front.process.url })
  const said = [
    'Two weeks without a washer, @aldera. A visit was booked for Monday and nobody came.',
    'And nobody called back either, @aldera. I took the morning off for this.',
  ]
  let caseId = ''
  for (const body of said) caseId = (await posts(body)) ?? caseId
  const on = async (key: string) => {
    const { seq } = await front.does(boss, openCase, { caseId })
    return { caseId, seq, key }
  }
  await take('case-room', boss, async (page) => {
    await openOn(page, caseId)
    await turnTo(page, 'Person')
    await page.getByRole('button', { name: /^(Take it to a private room|Send a new link)/ }).click()
    await page.getByLabel('What everyone reads').scrollIntoViewIfNeeded()
  })
  const invite = async (key: string): Promise<string> => {
    const body = 'We settle this with you alone. Your private page: {link}'
    const { id } = await front.does(boss, offerRoom, { ...(await on(key)), body, visibility: 'public' })
    const { messages } = await front.does(boss, openCase, { caseId })
    const offered = messages.find((message) => message.id === id)
    return /\/r\/[\w-]{43}/.exec(offered?.body ?? '')?.[0] ?? ''
  }
  const all = { isWhole: true, sizes: toTiny }
  const german = { isWhole: true, isSheet: true, locale: 'de-DE' }
  const link = await invite('invited')
  await take('room-door', null, (page) => page.goto(link), all)
  await take('room-door-de', null, (page) => page.goto(link), german)
  const atDoor = async (page: Page) => {
    await page.goto(link)
    await page.getByRole('button').first().click()
    await page.locator('.code').waitFor()
  }
  await take('room-code', null, atDoor, all)
  await front.does(boss, sendReply, {
    ...(await on('answer')),
    body: 'It is booked, Ruth: a new machine comes on Friday between eight and ten, and Ines texts you when the van leaves. You can send us the receipts of the launderette here; a photo is enough.',
    visibility: 'private',
  })
  const page = await front.openPage()
  await atDoor(page)
  await posts(await page.locator('.code').innerText())
  // It is read a moment after it was posted.
  while ((await page.getByRole('textbox').count()) === 0) {
    await page.getByRole('button').first().click()
    await page.waitForLoadState()
  }
  await page.getByRole('textbox').first().fill('Here they are. Please let it be Friday this time.')
  await page.locator('input[type=file]').setInputFiles({
    name: 'launderette.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('12 March, two loads'),
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('status').waitFor()
  // A visit is one browser's: its cookie changes while it is used, so each picture goes on from the one before.
  let session = await page.context().storageState()
  await front.leave()
  await take('room-over', null, (shown) => shown.goto(link), all)
  const inside = async (shown: Page, then: (shown: Page) => Promise<unknown> = async () => undefined) => {
    await shown.context().addCookies(session.cookies)
    await shown.goto('/room')
    await shown.getByRole('heading', { level: 1 }).waitFor()
    await then(shown)
    session = await shown.context().storageState()
  }
  await take('room', null, (shown) => inside(shown), all)
  await take('room-de', null, (shown) => inside(shown), german)
  await take(
    'room-answered',
    null,
    (shown) =>
      inside(shown, async () => {
        await shown.locator('button[name=says]').first().click()
        await shown.getByRole('status').waitFor()
      }),
    all,
  )
  await take(
    'room-large',
    null,
    (shown) =>
      inside(shown, async () => {
        await shown.locator('input[name=large]').check()
        await shown.locator('select[name=language]').selectOption('de')
        await shown.locator('form[action="/room/wishes"] button').click()
        await shown.getByRole('status').waitFor()
      }),
    { isWhole: true, sizes: onTelephones },
  )
}

const posted = async (front: Studio['front'], token: string, body: string) => {
  const { caseId } = await ask({ url: front.process.url, token }, postItem, {
    channel: 'social',
    externalId: crypto.randomUUID(),
    at: new Date().toISOString(),
    from: { handle, network: 'bluesky', name: 'Ruth Adeyemi' },
    public: true,
    body,
  })
  return caseId
}
