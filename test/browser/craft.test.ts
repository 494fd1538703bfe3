import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { openCase } from '#contract/cases.ts'
import { postItem } from '#contract/items.ts'
import { saveTemplate } from '#contract/writing.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { pressOn, soon, tabTo, untilFocused } from './focus.ts'
import type { Seat } from './front.ts'
import { untilCaseIsShown } from './queue.ts'

// What the box says while somebody writes, and what it does not let go: in public, from a template, under another name.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let mara: Seat
let kim: Seat

beforeAll(async () => {
  mara = await desk.seatBy(await desk.signInLink())
  kim = await desk.colleague(mara, 'Kim Castell', 'executive')
  await desk.does(mara, saveTemplate, {
    name: 'Money back',
    language: 'en',
    body: 'Dear {{name}},\n\nWe took [[amount]] from you that was not ours. It goes back to you today.',
    demands: ['failure'],
    key: 'money back',
  })
}, 120_000)

async function aCase(body: string, isPublic: boolean): Promise<string> {
  const { caseId } = await desk.does(mara, postItem, {
    channel: isPublic ? 'social' : 'email',
    externalId: crypto.randomUUID(),
    at: new Date().toISOString(),
    from: isPublic
      ? { handle: 'ada', network: 'somewhere', name: 'Ada Lindqvist' }
      : { email: `${crypto.randomUUID()}@customers.example`, name: 'Ada Lindqvist' },
    body,
    public: isPublic,
  })
  return caseId ?? ''
}

async function openOn(page: Page, caseId: string): Promise<void> {
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  await page.keyboard.press('r')
  await untilFocused(privateBox(page))
}

const privateBox = (page: Page) => page.getByRole('textbox', { name: /^Private reply to/ })
const publicBox = (page: Page) => page.getByRole('textbox', { name: /^Public reply to/ })

/** Writes something else in the place of what stands there. */
async function writeInstead(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(words)
}

const repliesOn = async (caseId: string) =>
  (await desk.does(mara, openCase, { caseId })).messages.filter(({ direction }) => direction === 'out')

test('nothing personal leaves in public, and one key makes it private', async () => {
  const caseId = await aCase('My dryer floods the kitchen, @aldera!', true)
  const page = await desk.openPageOf(mara)
  await openOn(page, caseId)
  await page.keyboard.press('Control+Shift+P')
  await untilFocused(publicBox(page))
  await page.getByText('One short answer for everyone').waitFor()

  // Sent in the very moment in which it was written: before anything was read along.
  await page.keyboard.insertText('We pay it to your card 4111 1111 1111 1111 today.')
  await page.keyboard.press('Control+Enter')
  const note = page.getByRole('alert').filter({ hasText: 'Everyone could read a card number here' })
  await note.getByText('“4111 1111 1111 1111”').waitFor()
  const selected = () =>
    publicBox(page).evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    )
  await expect.poll(selected, soon).toBe('4111 1111 1111 1111')
  await page.keyboard.press('Control+Enter')
  expect(await repliesOn(caseId)).toEqual([])
  await page.keyboard.press('Control+Shift+P')
  await untilFocused(privateBox(page))
  await note.waitFor({ state: 'detached' })

  await page.keyboard.press('Control+Shift+P')
  await writeInstead(page, 'We are on it. #DryerGate')
  await page.getByText('Not a hashtag of ours: “#DryerGate”.').waitFor()
  await page.keyboard.press('Control+Enter')
  expect(await repliesOn(caseId)).toEqual([])

  await writeInstead(page, 'Ines brings a new pump today. The fraud with the old one we told the police.')
  const crisis = page.getByText('This makes a story in public: “fraud” and “police”.')
  await crisis.waitFor()
  await page.keyboard.press('Control+Enter')
  expect(await repliesOn(caseId)).toEqual([])
  await pressOn(page.getByRole('button', { name: 'It is meant' }))
  await crisis.waitFor({ state: 'detached' })
  await publicBox(page).focus()
  await page.keyboard.press('Control+Enter')
  await page.getByText('It is written down, not sent from here.').first().waitFor()
  await expect
    .poll(async () => (await repliesOn(caseId)).map(({ isPublic }) => isPublic), soon)
    .toEqual([true])
})

test('sorry and nothing else is asked for a promise, and a second public exchange is warned of', async () => {
  const caseId = await aCase('My dryer hums all night, @aldera.', true)
  const page = await desk.openPageOf(mara)
  await openOn(page, caseId)
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.insertText('So sorry to hear that! Please send us a DM.')
  await page.getByText('This neither answers nor acts').waitFor()
  const reads = page.getByRole('region', { name: 'How it reads' })
  await reads.getByText('What failed is not named').waitFor()
  await page.keyboard.press('Alt+P')
  await page.getByRole('dialog').getByText('Promise').first().waitFor()
  await page.keyboard.press('Escape')

  await publicBox(page).focus()
  await writeInstead(
    page,
    'Your dryer hums, and that is our fault. Ines Berg brings a new bearing on Monday.',
  )
  await reads.getByText('Names what failed').waitFor()
  await reads.getByText('Takes it on').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('It is written down, not sent from here.').first().waitFor()

  await page.keyboard.press('r')
  await untilFocused(privateBox(page))
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.insertText('The bearing has the number 6203 and comes at 9.')
  await page.getByText('They have had a public answer.').waitFor()
  expect(await page.getByRole('button', { name: /^Post in public|^Write it down/ }).isEnabled()).toBe(true)
})

test('a template refuses to leave without what is so here, and goes out under a senior’s name once they approve', async () => {
  const caseId = await aCase('You charged me twice for the dishwasher.', false)
  const page = await desk.openPageOf(mara)
  await openOn(page, caseId)
  await page.keyboard.type('/Money')
  await page.getByRole('option', { name: /Money back/ }).waitFor()
  await page.keyboard.press('Enter')
  const box = privateBox(page)
  await expect.poll(() => box.inputValue(), soon).toContain('We took [[amount]] from you')
  await page.keyboard.press('Control+Enter')
  await page.getByText('“[[amount]]” is still to be written').waitFor()
  await page.keyboard.insertText('amount')
  await page.keyboard.press('Control+Enter')
  await page.getByText('“amount” is still to be written: say what is so in this case, then send.').waitFor()
  await page.keyboard.insertText('€ 42')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Whoever replies with “Money back” says what failed').waitFor()
  expect(await repliesOn(caseId)).toEqual([])

  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(' You were charged twice for the dishwasher, and that was our mistake.')
  await pressOn(page.getByRole('button', { name: 'Under another name' }))
  const asking = page.getByRole('region', { name: 'Under another name' })
  await asking.getByLabel('Whose name').selectOption({ label: 'Kim Castell' })
  await pressOn(asking.getByRole('button', { name: 'Ask them' }))
  await page.getByText('The reply waits for the name of Kim Castell.').first().waitFor()

  const theirs = await desk.openPageOf(kim)
  await theirs.goto('/mentions')
  await theirs.getByText('A reply waits for your name.').first().waitFor()
  await theirs.goto(`/cases/${caseId}`)
  await untilCaseIsShown(theirs)
  const waiting = theirs.getByRole('region', { name: 'A reply waits for a name' })
  await waiting.getByText('charged twice for the dishwasher').waitFor()
  await pressOn(waiting.getByRole('button', { name: 'Change the words' }))
  const words = waiting.getByRole('textbox', { name: 'The words of the reply' })
  await words.press('Control+End')
  await words.pressSequentially(' I ring you tomorrow.')
  await tabTo(waiting.getByRole('button', { name: 'Approve and send' }))
  await theirs.keyboard.press('Shift+A')
  const sent = theirs.getByRole('article', { name: 'Reply by Kim Castell' })
  await sent.getByText('I ring you tomorrow.').waitFor()
  await sent
    .getByText(
      `Written by ${mara.name}, changed by Kim Castell, approved by Kim Castell, sent by Kim Castell.`,
    )
    .waitFor()
  // It waits for its ten seconds, as what one sends under one's own name.
  await theirs.keyboard.press('z')
  await untilFocused(theirs.getByRole('textbox', { name: /reply to/ }))
  expect(await theirs.getByRole('textbox', { name: /reply to/ }).inputValue()).toContain(
    'I ring you tomorrow.',
  )
})

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
