import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { writeDown } from '#contract/by-hand.ts'
import { openCase } from '#contract/cases.ts'
import { listCalls, popCall } from '#contract/calls.ts'
import { showStaffing } from '#contract/staffing.ts'
import { readDraft } from '#contract/writing.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { pressOn, soon, untilFocused, write } from './focus.ts'
import type { Seat } from './front.ts'
import { strike, untilCaseIsShown } from './queue.ts'

// Whoever writes is interrupted, presses twice, or has a line that breaks: no word of theirs is lost, and nothing is done twice.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let boss: Seat

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
}, 60_000)

async function aCase(words: string): Promise<string> {
  const { caseId } = await desk.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name: 'Ruth Adeyemi', phone: '+49 30 23125 611' },
    body: words,
    joins: null,
    key: words,
  })
  return caseId
}

async function casePage(caseId: string): Promise<Page> {
  const page = await desk.openPageOf(boss)
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  return page
}

const replyBox = (page: Page) => page.getByRole('textbox', { name: /^Private reply to/ })
const noteBox = (page: Page) => page.getByRole('textbox', { name: 'Note for colleagues' })

/** Holds back what a page asks at this address until it is let go. */
async function holdBack(page: Page, address: string | RegExp) {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  await page.route(address, async (route) => {
    await promise
    await route.continue()
  })
  return () => resolve(undefined)
}

test('a reply that is sent by two presses leaves the note that waits beside it as it is', async () => {
  const caseId = await aCase('The drum squeaks at night.')
  const page = await casePage(caseId)
  await page.keyboard.press('n')
  await untilFocused(noteBox(page))
  await page.keyboard.type('She rang from the stairs, and')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await untilFocused(replyBox(page))
  await page.keyboard.type('The drum squeaks, and that is our fault. Ines brings a new one on Monday.')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Control+Enter')

  await page.getByRole('button', { name: /^Draft/ }).waitFor()
  const kept = async () => (await desk.does(boss, readDraft, { caseId })).draft?.body
  await expect.poll(kept, soon).toBe('She rang from the stairs, and')
  const { messages } = await desk.does(boss, openCase, { caseId })
  expect(messages.filter(({ direction }) => direction === 'out')).toHaveLength(1)
})

test('what is typed on a call while the words before are being written down stays in the field', async () => {
  await desk.does(boss, popCall, { phone: '+49 30 777 004' })
  const page = await desk.openPageOf(boss)
  await page.goto('/line')
  await page.getByRole('heading', { name: '+4930777004' }).waitFor()
  const words = page.getByRole('textbox', { name: 'What they say' })
  await strike(page, 'n', page.locator('#line-notes:focus'))
  const letGo = await holdBack(page, /\/notes?$/)
  await page.keyboard.type('The boiler leaks.')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type(' And it smells of gas')
  letGo()

  await page.getByText('Written down on the case.').first().waitFor()
  await expect.poll(() => words.inputValue(), soon).toBe('And it smells of gas')
})

test('what was typed on a call goes along once with the help that is asked for by a second press', async () => {
  await desk.does(boss, popCall, { phone: '+49 30 777 005' })
  const page = await desk.openPageOf(boss)
  await page.goto('/line')
  await page.getByRole('heading', { name: '+4930777005' }).waitFor()
  await strike(page, 'n', page.locator('#line-notes:focus'))
  await page.keyboard.type('The boiler leaks.')
  await page.getByRole('heading', { name: '+4930777005' }).click()
  await strike(page, 'h', page.getByRole('textbox', { name: 'What you need' }))
  await page.keyboard.type('Somebody who knows boilers.')
  // What was typed is on a case by then, which the screen hears of; only the asking is lost on the line.
  await page.route(/\/escalations$/, (route) => route.abort('connectionreset'), { times: 1 })
  await page.keyboard.press('Control+Enter')
  await page.getByText('The desk cannot be reached.').waitFor()
  const kept = async () =>
    (await desk.does(boss, listCalls, {})).calls.find(({ from }) => from === '+4930777005')
  await expect.poll(async () => (await kept())?.caseId ?? null, soon).not.toBeNull()
  await page.getByRole('link', { name: 'The boiler leaks.' }).waitFor()

  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/is asked\. It stays yours until they take it\.$/)
    .first()
    .waitFor()
  const { messages } = await desk.does(boss, openCase, { caseId: (await kept())?.caseId ?? '' })
  expect(messages.map(({ body }) => body)).toEqual(['The boiler leaks.'])
})

test('a call that is being written down is still there for whoever looks something up, or loads the page again', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/write-down')
  const words = page.getByRole('textbox', { name: 'What they said' })
  await write(words, 'The oven door has a crack, and')
  await page.keyboard.press('Escape')
  await strike(page, 'g d', page.getByRole('heading', { level: 1, name: 'Desk' }))
  await strike(page, 'c', words)
  expect(await words.inputValue()).toBe('The oven door has a crack, and')

  await page.reload()
  await expect.poll(() => words.inputValue(), soon).toBe('The oven door has a crack, and')
  await page.getByRole('button', { name: 'Begin anew' }).click()
  await expect.poll(() => words.inputValue(), soon).toBe('')
  await page.reload()
  await words.waitFor()
  expect(await words.inputValue()).toBe('')
})

test('what a call still lacks is said at its field, and so is a loss that is no number', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/write-down')
  const contact = page.getByRole('combobox', { name: 'Number or e-mail' })
  await contact.waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Say who it was: a number, an address or a name.').waitFor()
  await untilFocused(contact)
  await page.getByRole('combobox', { name: 'Name' }).fill('Ruth Adeyemi')
  await page.keyboard.press('Control+Enter')
  const words = page.getByRole('textbox', { name: 'What they said' })
  await untilFocused(words)
  expect(await words.getAttribute('aria-invalid')).toBe('true')

  const loss = page.getByRole('textbox', { name: /^Loss/ })
  await loss.fill('-12,x')
  await page.getByText('This has to be a number.').waitFor()
  await loss.fill('12,50')
  await expect.poll(() => loss.getAttribute('aria-invalid'), soon).toBe('false')
  expect(await loss.inputValue()).toBe('12,50')
  await page.getByRole('button', { name: 'Begin anew' }).click()
  await expect.poll(() => loss.inputValue(), soon).toBe('')
})

test('a letter that speaks of a danger says so once it is written down, with who has it and by when', async () => {
  const page = await desk.openPageOf(boss)
  await page.setViewportSize({ width: 1100, height: 640 })
  await page.goto('/write-down')
  await page.getByRole('combobox', { name: 'Number or e-mail' }).waitFor()
  await page.keyboard.press('Alt+2')
  await page.getByRole('combobox', { name: 'Name' }).fill('Ada Møller')
  await page
    .getByRole('textbox', { name: 'What they said' })
    .fill('The blade came off and cut my foot, it is bleeding badly.')
  // What is promised is typed over what is offered, in sight above the bar at the foot.
  await page.keyboard.press('Alt+P')
  const promised = page.getByRole('textbox', { name: 'What was promised' })
  await untilFocused(promised)
  await page.keyboard.type('A new blade')
  expect(await promised.inputValue()).toBe('A new blade')
  const foot = page.getByRole('button', { name: 'Write it down' })
  const [field, bar] = await Promise.all([promised.boundingBox(), foot.boundingBox()])
  expect((field?.y ?? Infinity) + (field?.height ?? 0)).toBeLessThan(bar?.y ?? 0)
  await page.getByRole('button', { name: 'Nothing was promised' }).click()
  await page.keyboard.press('Control+Enter')

  await page.getByRole('heading', { name: /^Case \d+\.$/ }).waitFor()
  const became = page.getByRole('status').filter({ hasText: 'Danger' })
  await became.getByText('You have it.').waitFor()
  await became.getByText(/^(?:in \d+ min|(?:tomorrow )?\d\d:\d\d)$/).waitFor()
})

test('a no that is half written outlives the key that closes its sheet', async () => {
  const page = await casePage(await aCase('The kettle is three years old and has stopped.'))
  const dialog = page.getByRole('dialog', { name: 'Say no' })
  await strike(page, 'N', dialog)
  await dialog.getByLabel('The reason').fill('Section 7 ends the warranty after two years.')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await strike(page, 'N', dialog)
  expect(await dialog.getByLabel('The reason').inputValue()).toBe(
    'Section 7 ends the warranty after two years.',
  )
})

test('an absence is written down once, though the answer to the first press is lost on the line', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/settings/rota')
  await pressOn(page.getByRole('button', { name: 'Write down an absence' }))
  const form = page.getByRole('form', { name: 'An absence' })
  await form.getByLabel('First day').fill('2030-03-04')
  await page.route(
    /\/absences$/,
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  const save = form.getByRole('button', { name: 'Write it down' })
  await save.press('Enter')
  await form.getByText('The desk cannot be reached.').waitFor()
  await save.press('Enter')
  await form.waitFor({ state: 'detached' })
  const { absences } = await desk.does(boss, showStaffing, {})
  expect(absences.filter(({ from }) => from.startsWith('2030-03'))).toHaveLength(1)
})

test('whoever signs in next in the same browser finds none of the words of the one before', async () => {
  const caseId = await aCase('The hob hums.')
  const page = await casePage(caseId)
  await page.keyboard.press('r')
  await untilFocused(replyBox(page))
  await page.keyboard.type('Between us: we know about the hob.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await untilFocused(noteBox(page))
  await page.keyboard.type('She is right.')
  await page.keyboard.press('Escape')

  const ines = await desk.colleague(boss, 'Ines Carvalho', 'lead')
  await page.context().clearCookies()
  await page.context().addCookies(cookiesOf(ines))
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  await page.keyboard.press('n')
  await untilFocused(noteBox(page))
  expect(await noteBox(page).inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await untilFocused(replyBox(page))
  expect(await replyBox(page).inputValue()).toBe('')
})

test('what is begun when a session runs out is there for the same colleague, and for nobody else', async () => {
  const olga = await desk.colleague(boss, 'Olga Berg', 'agent')
  const page = await desk.openPageOf(olga)
  await page.goto('/write-down')
  const words = page.getByRole('textbox', { name: 'What they said' })
  await write(words, 'Between us: we know about the hob.')

  await signInAgain(page, olga)
  await expect.poll(() => words.inputValue(), soon).toBe('Between us: we know about the hob.')
  await signInAgain(page, boss)
  await words.waitFor()
  expect(await words.inputValue()).toBe('')
})

/** Signs in in the same tab, where the session of whoever was there has run out, and goes on writing down. */
async function signInAgain(page: Page, { handle }: Seat) {
  await page.context().clearCookies()
  await page.keyboard.press('Escape')
  await strike(page, 'g d', page.getByRole('heading', { name: 'Sign in to your desk' }))
  const { hash } = new URL(await desk.signInLink('--member', handle))
  await page.evaluate((link) => (location.hash = link), hash)
  await pressOn(page.getByRole('button', { name: 'Sign in' }))
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor()
  await strike(page, 'c', page.getByRole('textbox', { name: 'What they said' }))
}

/** What lets somebody in, taken from their own browser. */
const cookiesOf = ({ session }: Seat) => (typeof session === 'string' ? [] : session.cookies)

test('no page failed on the way', () => {
  expect(desk.faults).toEqual([])
})
