import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { assign, listCases, openCase, writeNote } from '#contract/cases.ts'
import { writeDown } from '#contract/by-hand.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import type { Seat } from './front.ts'
import { soon, untilFocused } from './focus.ts'
import { goToRow, rowAbout, strike, untilCaseIsShown } from './queue.ts'

// Somebody looks for a case by what they have: a number, a word, a telephone number; and finds where they were named.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let boss: Seat
let ines: Seat

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
  ines = await desk.colleague(boss, 'Ines Carvalho', 'agent')
  await hear('Ruth Adeyemi', '+49 30 23125 611', 'The drum of the machine squeaks at night.')
  await hear('Owen Lindqvist', '+44 20 7946 0018', 'My bill was charged twice in May.')
  const owens = await caseOf('bill')
  const { seq } = await desk.does(boss, openCase, { caseId: owens.id })
  await desk.does(boss, assign, { caseId: owens.id, owner: ines.handle, seq, key: 'to ines' })
}, 60_000)

const hear = (name: string, phone: string, body: string) =>
  desk.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name, phone },
    body,
    key: `heard ${name}`,
  })

async function caseOf(q: string) {
  const { cases } = await desk.does(boss, listCases, { q, state: 'any' })
  const [first] = cases
  if (!first) throw new Error(`Nothing is found for ${q}.`)
  return first
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Find anyone' })

/** Goes to the search from wherever one is on the desk, and types. */
async function lookFor(page: Page, words: string) {
  await rowAbout(page, '').first().waitFor()
  await strike(page, '/', page.locator('input[type=search]:focus'))
  await page.keyboard.type(words)
}

test('a word that somebody said is shown in the row that it finds', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/')
  await lookFor(page, '“squeaks”')
  const hit = rowAbout(page, 'Ruth Adeyemi').locator('mark').last()
  // While one types, what is found by the letters so far may be there first.
  await expect.poll(() => hit.textContent(), soon).toBe('squeaks')
})

test('Enter opens the first case that is found, also before the list is there', async () => {
  const { number } = await caseOf('drum')
  const page = await desk.openPageOf(boss)
  await page.goto('/')
  await lookFor(page, `case ${number}`)
  await page.keyboard.press('Enter')
  await untilCaseIsShown(page)
  const words = page.getByRole('article').getByText('squeaks at night')
  await expect.poll(() => words.count(), soon).toBeGreaterThan(0)
})

test('printing a case is found among its actions', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto(`/cases/${(await caseOf('drum')).id}`)
  await untilCaseIsShown(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'What to do, or whom to find' }).fill('print')
  const first = page.getByRole('dialog').getByRole('option').first()
  await expect.poll(() => first.textContent(), soon).toContain('Print the case')
})

test('the arrow goes down to the first that is found, and on from there', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/')
  await lookFor(page, '030 23125611')
  await page.keyboard.press('ArrowDown')
  const found = rowAbout(page, 'Ruth Adeyemi')
  await untilFocused(found)
  expect(await found.locator('mark').textContent()).toBe('+493023125611')
  expect(await page.getByRole('main').locator('a[data-row]').count()).toBe(1)
  await page.keyboard.press('Enter')
  await untilCaseIsShown(page)
})

test('within a view one looks everywhere, is told so, and may look within the view alone', async () => {
  const page = await desk.openPageOf(ines)
  await page.goto('/?owner=me&turn=owners')
  await lookFor(page, 'squeaks')
  await page.getByText('Everywhere, open and closed').waitFor()
  await rowAbout(page, 'Ruth Adeyemi').waitFor()

  await page.getByRole('button', { name: 'Look only in “My turn”' }).click()
  await page.getByText('No case is found for “squeaks”.').waitFor()
  await page.getByRole('button', { name: 'Look everywhere' }).click()
  await rowAbout(page, 'Ruth Adeyemi').waitFor()

  await field(page).fill('')
  const searched = () => new URL(page.url()).searchParams
  await expect.poll(() => [searched().get('owner'), searched().has('q')], soon).toEqual(['me', false])
})

test('whoever is named in a note finds it in the menu, and it is seen once its case was opened', async () => {
  const { id } = await caseOf('drum')
  const { seq } = await desk.does(boss, openCase, { caseId: id })
  const body = `@${ines.handle} do you know this machine?`
  await desk.does(boss, writeNote, { caseId: id, body, seq, key: 'ask ines' })

  const page = await desk.openPageOf(ines)
  await page.goto('/')
  await page.getByRole('link', { name: /Mentions\s*1/ }).click()
  await page.getByText('not seen yet').waitFor()
  // The line that is marked out as chosen is opened without going to it first.
  await page.locator('[data-line][data-chosen=true]').waitFor()
  await page.keyboard.press('Enter')
  await untilCaseIsShown(page)

  await page.goto('/mentions')
  await page.getByText('do you know this machine').waitFor()
  await expect.poll(() => page.getByText('not seen yet').count(), soon).toBe(0)
  await expect.poll(() => page.getByRole('link', { name: /Mentions\s*1/ }).count(), soon).toBe(0)
})

test('nothing is higher than the window, also after something was said to whoever listens', async () => {
  const page = await desk.openPageOf(boss)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/')
  await rowAbout(page, 'Ruth Adeyemi').waitFor()
  await strike(page, 'n', page.getByRole('textbox', { name: 'Note' }))
  await page.keyboard.type('She rang from the stairs.')
  await page.keyboard.press('Control+Enter')
  await page.locator('body > .unseen').waitFor({ state: 'attached' })
  await page.goBack()
  await rowAbout(page, 'Ruth Adeyemi').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0)
})

test('an agent begins with My turn whenever the address asks for no view, and all that is open stays as long as they wish', async () => {
  const page = await desk.openPageOf(ines)
  const asked = () => new URL(page.url()).search
  await page.goto('/')
  await expect.poll(asked, soon).toBe('?owner=me&turn=owners')

  await page.getByRole('link', { name: /^Desk/ }).click()
  await expect.poll(asked, soon).toBe('?state=open')
  await page.reload()
  await rowAbout(page, 'Ruth Adeyemi').waitFor()
  expect(asked()).toBe('?state=open')
})

test('several cases that are no complaints are set aside with one reason, and taken back by one key', async () => {
  const page = await desk.openPageOf(boss)
  for (const subject of ['A prize for you', 'A loan for you'])
    await desk.sendToDesk({
      from: `${subject} <${subject.slice(2, 6).trim()}@prizes.example>`,
      subject,
      text: subject,
    })
  await page.goto('/?state=open')
  for (const subject of ['A prize for you', 'A loan for you']) {
    await untilFocused(await goToRow(page, subject))
    await page.keyboard.press('x')
  }

  await page.keyboard.press('Shift+X')
  await page.getByRole('dialog').getByLabel('Why').selectOption('Spam or advertising')
  await page.keyboard.press('Control+Enter')
  await page.getByText('2 cases set aside: Spam or advertising.').first().waitFor()
  await expect.poll(() => rowAbout(page, 'for you').count(), soon).toBe(0)

  await page.keyboard.press('z')
  await expect.poll(() => rowAbout(page, 'for you').count(), soon).toBe(2)
})

test('whoever was written down by a misspelt name alone is made one with the customer, and apart again', async () => {
  await hear('Vashti Coleridge', '+44 20 7946 0077', 'The belt of my dryer is torn.')
  await desk.does(boss, writeDown, {
    channel: 'counter',
    at: new Date().toISOString(),
    from: { name: 'Vashti Colridge' },
    body: 'She brought the belt along.',
    key: 'at the counter',
  })
  const [known, byName] = [await caseOf('dryer'), await caseOf('brought')]
  const page = await desk.openPageOf(boss)
  await page.goto(`/cases/${known.id}`)
  await untilCaseIsShown(page)
  await strike(page, 'Shift+M', page.getByRole('searchbox', { name: 'Which case' }))
  await page.getByRole('searchbox', { name: 'Which case' }).fill('brought')
  const said = page.getByRole('checkbox', {
    name: 'They are the same person: Vashti Colridge, known by name only',
  })
  await said.waitFor()
  const take = page.getByRole('button', { name: 'Take it over' })
  expect(await take.isDisabled()).toBe(true)

  await said.check()
  await take.click()

  await page.getByText(`Case ${byName.number} goes on in case ${known.number}.`).first().waitFor()
  const { person } = await desk.does(boss, openCase, { caseId: byName.id })
  expect(person).toMatchObject({ name: 'Vashti Coleridge' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => (await desk.does(boss, openCase, { caseId: byName.id })).person?.name, soon)
    .toBe('Vashti Colridge')
})
