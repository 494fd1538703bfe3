import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { openCase } from '#contract/cases.ts'
import { handInMail } from '#test/hand-in-mail.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import type { Seat } from './front.ts'
import { soon, tabTo, untilFocused, write } from './focus.ts'
import { caseIdIn, openByKeys, rowAbout, strike, untilCaseIsShown } from './queue.ts'

// What is heard and written down, and what no rule could decide: calls, quarantine, what was set aside, replies in doubt.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let mara: Seat

beforeAll(async () => {
  mara = await desk.seatBy(await desk.signInLink())
  await desk.colleague(mara, 'Ines Carvalho', 'agent')
}, 60_000)

/** Opens the desk and waits until its keys are heard. */
async function openDesk(page: Page) {
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor()
}

/** Opens the form by its key and says who called and what they said. */
async function takeCall(
  page: Page,
  { number, name, words }: { number: string; name: string; words: string },
) {
  const contact = page.getByLabel('Number or e-mail')
  await strike(page, 'c', contact)
  await untilFocused(contact)
  await page.keyboard.type(number)
  await write(page.getByRole('combobox', { name: 'Name' }), name)
  await write(page.getByRole('textbox', { name: 'What they said' }), words)
}

test('a call is written down with a call back by a named colleague, and is on the desk with its promise', async () => {
  const page = await desk.openPageOf(mara)
  await page.goto('/')
  await page.getByText('Nobody is waiting on this desk.').waitFor()
  await takeCall(page, {
    number: '+44 20 7946 0018',
    name: 'Ruth Adeyemi',
    words: 'The washer floods the kitchen whenever it spins',
  })
  await page.keyboard.press('Alt+p')
  await untilFocused(page.getByRole('textbox', { name: 'What was promised' }))
  const giver = page.getByLabel('Who does it')
  await giver.getByRole('option', { name: 'Ines Carvalho' }).waitFor({ state: 'attached' })
  await tabTo(giver)
  await page.keyboard.type('Ines')
  await expect.poll(() => giver.inputValue(), soon).toBe('ines-carvalho')
  await page.keyboard.press('Control+Enter')
  await page
    .getByRole('heading', { name: /^Case 1001\. Ines Carvalho calls back by .+\. Say so\.$/ })
    .waitFor()

  await strike(page, 'g d', page.getByRole('heading', { level: 1, name: 'Desk' }))
  await rowAbout(page, 'The washer floods the kitchen').waitFor()
  await openByKeys(page, 'The washer floods the kitchen')
  const owed = page.getByRole('complementary', { name: 'Owed and why' })
  await owed.getByText('Call back', { exact: true }).waitFor()
  await owed.getByText(/Promised by Ines Carvalho/).waitFor()
})

test('a name typed where a number belongs finds its person, and goes to its own field by Enter', async () => {
  const page = await desk.openPageOf(mara)
  await openDesk(page)
  const contact = page.getByLabel('Number or e-mail')
  await strike(page, 'c', contact)
  await untilFocused(contact)
  await page.keyboard.type('Ruth Ade')
  await page.getByRole('option', { name: /Ruth Adeyemi/ }).waitFor()
  await page.keyboard.press('Enter')
  const name = page.getByRole('combobox', { name: 'Name' })
  await untilFocused(name)
  expect(await name.inputValue()).toBe('Ruth Ade')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await untilFocused(page.getByRole('textbox', { name: 'What they said' }))
  await page.getByRole('button', { name: 'Somebody else' }).waitFor()
})

test('the same matter told again is offered the case that is there, and joins it', async () => {
  const page = await desk.openPageOf(mara)
  await page.goto('/')
  await rowAbout(page, 'The washer floods the kitchen').waitFor()
  await strike(page, 'c', page.getByLabel('Number or e-mail'))
  await untilFocused(page.getByLabel('Number or e-mail'))
  await page.keyboard.type('0044 (0)20 79460018')
  const people = page.getByRole('listbox')
  await people.getByRole('option', { name: /Ruth Adeyemi/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await untilFocused(page.getByRole('textbox', { name: 'What they said' }))
  await page.keyboard.type('The washer has flooded the kitchen again')
  const belongs = page.getByRole('region', { name: 'Where it belongs' })
  await belongs.getByText(/Joins case 1001: The washer floods/).waitFor()
  // From a field Escape leads back to the keys, and nothing that was written is lost.
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'All keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: 'What they said' }).focus()
  await page.keyboard.press('Control+Enter')
  await page.getByText('It has joined the case that was there.').waitFor()
  await page.keyboard.press('o')
  await untilCaseIsShown(page)
  const { messages } = await desk.does(mara, openCase, { caseId: caseIdIn(page) })
  expect(messages.map(({ body }) => body)).toEqual([
    expect.stringContaining('floods the kitchen whenever'),
    expect.stringContaining('flooded the kitchen again'),
  ])
})

/** A mail that says nowhere whom it is from. */
const unsigned = (subject: string) =>
  Buffer.from(`To: help@aldera.example\r\nSubject: ${subject}\r\n\r\nThe lamp has a crack.\r\n`)

test('mail that nobody could understand is made a case, tried again or set aside by single keys', async () => {
  for (const subject of ['First of nobody', 'Second of nobody'])
    await handInMail(desk.process, unsigned(subject))
  const page = await desk.openPageOf(mara)
  await openDesk(page)
  await strike(page, 'g q', page.getByRole('heading', { name: 'Quarantine' }))
  const lines = page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem')
  await expect.poll(() => lines.count(), soon).toBe(2)

  // The first line is marked, so that keys act on it, and the next one is one step away.
  await page.keyboard.press('j')
  await untilFocused(lines.nth(1).locator('[data-main]'))
  await page.keyboard.press('k')
  await untilFocused(lines.nth(0).locator('[data-main]'))
  await page.keyboard.press('t')
  await lines
    .nth(0)
    .getByText(/Still in quarantine/)
    .waitFor()
  await page.keyboard.press('o')
  await lines
    .nth(0)
    .getByText(/It is a case now|It belongs to a case now/)
    .waitFor()
  await page.keyboard.press('j')
  await untilFocused(lines.nth(1).locator('[data-main]'))
  await page.keyboard.press('x')
  await page.keyboard.press('1')
  await lines.nth(1).getByText('Set aside: Spam or advertising.').waitFor()

  await strike(page, 'g d', page.getByRole('heading', { level: 1, name: 'Desk' }))
  // Whoever wrote it is not known, and what could not be read stands in the original.
  await openByKeys(page, 'Not known')
  await page
    .getByRole('article')
    .getByText(/Read the original/)
    .waitFor()
})

test('of the day’s sample of what was set aside, each is said to be right or made a case by one key', async () => {
  for (const matter of ['the oven', 'the hob'])
    await desk.sendToDesk({
      from: 'Lena Brandt <lena@customers.example>',
      subject: `Out of office: ${matter}`,
      headers: { 'Auto-Submitted': 'auto-replied' },
      text: `Back on Monday. By the way, ${matter} has a crack.`,
    })
  const page = await desk.openPageOf(mara)
  await openDesk(page)
  await strike(page, 'g a', page.getByRole('heading', { name: 'Set aside', exact: true }))
  const sample = page.getByRole('list', { name: 'Today’s sample' }).getByRole('listitem')
  await expect.poll(() => sample.count(), soon).toBe(2)
  await page.getByRole('heading', { name: /^Today’s sample: 2\. Was it right/ }).waitFor()

  await page.keyboard.press('Enter')
  await sample
    .nth(0)
    .getByText(/Back on Monday/)
    .waitFor()
  await page.keyboard.press('y')
  await sample.nth(0).getByText('Rightly set aside.').waitFor()
  await untilFocused(sample.nth(1).locator('[data-main]'))
  await page.keyboard.press('n')
  await sample.nth(1).getByText('It is a case now.').waitFor()
  // A slip: one key takes it back, and the line can be decided anew.
  await page.keyboard.press('z')
  await sample.nth(1).getByText('It is a case now.').waitFor({ state: 'detached' })
  await untilFocused(sample.nth(1).locator('[data-main]'))
  await page.keyboard.press('n')
  await sample.nth(1).getByText('It is a case now.').waitFor()
  await page.getByText('Today’s sample is looked at. Tomorrow brings another.').waitFor()
})

test('a case that is no complaint is set aside by two keys, and one more makes it a case again', async () => {
  await desk.sendToDesk({
    from: 'Prize Office <prizes@customers.example>',
    subject: 'You have won',
    text: 'Click here, dear friend.',
  })
  const page = await desk.openPageOf(mara)
  await openByKeys(page, 'You have won')
  const before = caseIdIn(page)
  const name = page.getByRole('heading', { level: 1, name: 'Prize Office' })
  await strike(page, 'X', page.getByRole('dialog', { name: 'It is no complaint' }))
  await page.keyboard.press('1')
  await page.getByText('Set aside: Spam or advertising.').waitFor()
  await name.waitFor({ state: 'detached' })

  await page.keyboard.press('z')
  await name.waitFor()
  expect(caseIdIn(page)).not.toBe(before)
})

test('a reply of which nobody knows whether it arrived is sent again by one key, or said twice to have arrived', async () => {
  desk.relay.behave({ does: 'drop', at: 'content', accepting: true })
  const page = await desk.openPageOf(mara)
  for (const [name, subject] of [
    ['Owen', 'The chair wobbles'],
    ['Nadia', 'The hob hums'],
  ] as const) {
    await desk.sendToDesk({
      from: `${name} <${name.toLowerCase()}@customers.example>`,
      subject,
      text: subject,
    })
    await openByKeys(page, subject)
    await page.keyboard.press('r')
    await untilFocused(page.getByRole('textbox', { name: `Private reply to ${name}` }))
    await page.keyboard.type(`${name}, we come on Monday.`)
    await page.keyboard.press('Control+Enter')
    await page.getByText('The reply is on its way.').first().waitFor()
  }
  await strike(page, 'g i', page.getByRole('heading', { name: 'In doubt' }))
  const doubts = page.getByRole('list', { name: 'Replies in doubt' }).getByRole('listitem')
  await expect.poll(() => doubts.count(), { timeout: 40_000 }).toBe(2)
  desk.relay.behave({ does: 'accept' })
  const before = desk.relay.accepted.length

  await page.keyboard.press('s')
  await doubts
    .nth(0)
    .getByText(/It is being sent again/)
    .waitFor()
  await page.keyboard.press('j')
  await untilFocused(doubts.nth(1).locator('[data-main]'))
  await page.keyboard.press('a')
  await doubts
    .nth(1)
    .getByText(/Has somebody made sure/)
    .waitFor()
  await page.keyboard.press('a')
  await doubts.nth(1).getByText('Written down: it arrived.').waitFor()
  await expect.poll(() => desk.relay.accepted.length, { timeout: 20_000 }).toBe(before + 1)
  const ids = desk.relay.accepted.map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(ids.length - 1)
})

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
