import type { Seat } from '../browser/front.ts'
import { makeDoubts } from '../browser/make-doubts.ts'
import { handInMail } from '../hand-in-mail.ts'
import type { Studio } from './studio.ts'
import { takeCalled } from './take-called.ts'

/** What the sample company has none of, because nothing reaches it and nothing leaves it. */
export async function takeOwn(studio: Studio): Promise<void> {
  const { front, take, isWanted, anyWanted } = studio
  if (!anyWanted('sign-in', 'guide', 'called', 'quarantine', 'in-doubt')) return
  const own = await setUpOwn(front)
  // Where nobody has an account of their own yet, one is asked whether to look around.
  await take('sign-in', null, async (page) => {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').waitFor()
  })
  await take('guide', own, async (page) => {
    await page.goto('/welcome')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  })
  await takeCalled(studio, own)
  if (isWanted('quarantine')) await leaveUnsigned(front)
  await take('quarantine', own, async (page) => {
    await page.goto('/items/quarantined')
    await page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem').nth(1).waitFor()
    await page.keyboard.press('j')
  })
  if (isWanted('in-doubt')) await makeDoubts(front, own)
  await take('in-doubt', own, async (page) => {
    await page.goto('/in-doubt')
    await page.getByRole('list', { name: 'Replies in doubt' }).getByRole('listitem').nth(1).waitFor()
    await page.keyboard.press('j')
  })
}

/** Mail that says nowhere whom it is from: it cannot be answered, so nobody but a person can decide about it. */
async function leaveUnsigned(front: Studio['front']) {
  for (const [subject, words] of [
    ['The fridge is warm again', 'Since Tuesday. The milk is off, and the second technician did not ring.'],
    ['Scan from the third floor copier', 'Please find the scanned document attached.'],
  ]) {
    const mail = `To: help@aldera.example\r\nSubject: ${subject}\r\n\r\n${words}\r\n`
    await handInMail(front.process, Buffer.from(mail))
  }
}

/** The seat of whoever has set up an organisation of their own. */
async function setUpOwn(front: Studio['front']): Promise<Seat> {
  const seat = await front.seatBy(await front.signInLink())
  const page = await front.openPageOf(seat)
  await page.goto('/welcome')
  await page.getByLabel('Organisation').fill('Nordlicht')
  await page.getByLabel('Your name').fill('Mara Lindqvist')
  await page.getByLabel('Your e-mail').fill('mara@nordlicht.example')
  await page.getByLabel(/^Password/).fill('five green kettles whistle')
  await page.getByLabel('Opening hours').selectOption({ label: 'Every day' })
  await page.getByLabel('Opens').fill('00:00')
  await page.getByLabel('Closes').fill('23:59')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nordlicht is set up' }).waitFor()
  const session = await page.context().storageState()
  await front.leave()
  return { ...seat, session }
}
