import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { savePolicyDraft } from '#contract/policy.ts'
import { hundredRows } from '#test/hundred-rows.ts'
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { pressOn, soon, tabTo, untilFocused, write } from './focus.ts'
import type { Seat } from './front.ts'

// The policy studio, by keyboard alone: a price list by reach is refused, a hole in a rota is named, and a sound change is
// published by two people.

vi.setConfig({ testTimeout: 180_000 })

const desk = deskAtScreens()
let mara: Seat
let solvei: Seat
let ines: Seat

beforeAll(async () => {
  mara = await desk.seatBy(await desk.signInLink())
  solvei = await desk.colleague(mara, 'Solvei Aune', 'policy')
  ines = await desk.colleague(mara, 'Ines Carvalho', 'executive')
}, 60_000)

const grid = (page: Page) => page.getByRole('grid')
const cell = (page: Page) => grid(page).locator('td[tabindex="0"]')
const proofs = (page: Page) => page.getByRole('region', { name: 'Proofs', exact: true })

/** Begins a draft with the version in force, and waits until it is proved. */
async function beginDraft(seat: Seat): Promise<Page> {
  const page = await desk.openPageOf(seat)
  await page.goto('/policy')
  await page.getByRole('region', { name: 'In force' }).getByRole('link').waitFor()
  await page.keyboard.press('n')
  await grid(page).waitFor()
  await proofs(page).getByText('Nothing found').waitFor()
  return page
}

async function openPart(page: Page, name: string) {
  const link = page.getByRole('navigation', { name: 'Parts of the policy' }).getByRole('link', { name })
  await pressOn(link)
}

/** Writes into the cells of a row, one after the other; `null` goes past one. */
async function writeRow(page: Page, cells: readonly (string | null)[]) {
  for (const text of cells) {
    if (text !== null) await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
}

/** The price list of story 3: who has more followers is given more. */
async function writePriceList(page: Page) {
  await openPart(page, 'Entitlement')
  await tabTo(page.getByLabel('Ask one more'))
  await page.keyboard.type('followers')
  await pressOn(page.getByRole('button', { name: 'Add the column' }))
  await grid(page).getByRole('columnheader', { name: 'Followers' }).waitFor()
  await tabTo(cell(page), { back: true })
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Shift+Enter')
  await page.keyboard.press('Control+Shift+Enter')
  await page.keyboard.press('Home')
  const unasked = [null, null, null, null]
  await writeRow(page, ['well-known', ...unasked, '[250000..499999]', 'replacement', '1000'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await writeRow(page, ['famous', ...unasked, '>= 500000', 'refund', '2000'])
}

test('a weekend that is taken out of a rota names the hours in which nobody is there', async () => {
  const page = await beginDraft(solvei)
  await openPart(page, 'Ladder')
  await pressOn(page.getByRole('button', { name: 'Change hours and rota Second line' }))
  await write(page.getByLabel('Hours, line 1'), 'mon-fri 0-24')
  await page.keyboard.press('Enter')
  const hole = page.getByRole('alert').filter({ hasText: 'promises hours in which nobody is there' })
  await hole.waitFor()
  expect(await hole.textContent()).toContain('Saturday 00:00 to Monday 00:00')
  await proofs(page).getByText('Nobody there').first().waitFor()
  expect(await barriersInEveryLook(page, 'the ladder')).toEqual([])
})

test('a letter and a post that a million read are owed the same; only who looks differs', async () => {
  const page = await beginDraft(mara)
  await openPart(page, 'Try facts')
  const owed = (table: string) => page.getByRole('region', { name: table, exact: true }).textContent()
  await choose(page, 'Harm', 'loss')
  await choose(page, 'Channel', 'letter')
  const letter = { entitlement: await owed('Entitlement'), clocks: await owed('Clocks') }
  const attention = await owed('Attention')

  await choose(page, 'Channel', 'social')
  await choose(page, 'Public', 'yes')
  await write(page.getByLabel('Followers'), '1200000')
  await expect.poll(() => owed('Attention'), soon).not.toBe(attention)
  expect({ entitlement: await owed('Entitlement'), clocks: await owed('Clocks') }).toEqual(letter)
  expect(await barriersInEveryLook(page, 'trying facts')).toEqual([])
})

async function choose(page: Page, field: string, word: string) {
  await tabTo(page.getByLabel(field, { exact: true }), { most: 120 })
  await page.keyboard.type(word)
}

test('a sound change is undone, done again, outlives a reload, and is published by two people', async () => {
  const page = await beginDraft(solvei)
  await openPart(page, 'Attention')
  await tabTo(cell(page))
  await page.keyboard.press('Control+Home')
  const text = 'open-long\t-\t-\t-\t-\t-\t>= 10'
  await page.keyboard.press('ArrowDown')
  for (let row = 1; row < 8; row++) await page.keyboard.press('ArrowDown')
  await page.evaluate((data) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', data)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)
  const days = grid(page).getByRole('gridcell', { name: 'at least 10', exact: true })
  await days.waitFor()
  await page.keyboard.press('Control+z')
  await days.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+z')
  await days.waitFor()

  await page.reload()
  await grid(page).getByRole('gridcell', { name: 'at least 10', exact: true }).waitFor()
  await page.getByText('not saved yet; kept in this browser').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('revision 2, saved').waitFor()
  // In a cell a letter is written; with Alt it is the key that the button shows.
  await tabTo(cell(page))
  await page.keyboard.press('Alt+r')
  await page.getByText('It has not been rehearsed yet.').waitFor()
  await page.getByText('revision 2, saved').waitFor()

  await openPart(page, 'Changes')
  await page.getByText('Attention, row open-long: asks for another days.').waitFor()
  await write(page.getByLabel('What this change is for'), 'A lead looks after ten days.')
  await page.keyboard.press('Control+s')
  await page.getByText('revision 3, saved').waitFor()
  expect(await barriersInEveryLook(page, 'what changes')).toEqual([])
  await pressOn(page.getByRole('button', { name: 'Submit for approval' }))
  await page.getByText('four eyes see more than two').waitFor()
  const address = page.url()

  const other = await desk.openPageOf(ines)
  await other.goto(address)
  await other.getByText('Solvei Aune submitted it: A lead looks after ten days.').waitFor()
  await pressOn(other.getByRole('button', { name: 'Approve, in force at once' }))
  await other.getByText('New complaints are judged by this version.').waitFor()
  await other.goto('/policy')
  await other.getByRole('region', { name: 'In force' }).getByText('A lead looks after ten days.').waitFor()
  expect(await barriersInEveryLook(other, 'the versions')).toEqual([])
})

test('somebody who saves meanwhile is named, and nothing is lost', async () => {
  const page = await beginDraft(solvei)
  const version = Number(page.url().match(/policy\/(\d+)/)?.[1])
  await desk.does(mara, savePolicyDraft, {
    text: starter,
    purpose: 'Another idea.',
    version,
    revision: 1,
    key: 'meanwhile',
  })
  await tabTo(cell(page))
  await page.keyboard.press('End')
  await page.keyboard.type('harm-first')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  await page.getByText('Administrator saved this draft since you looked').waitFor()
  await pressOn(page.getByRole('button', { name: 'Go on with mine' }))
  await page.keyboard.press('Control+s')
  await page.getByText('revision 3, saved').waitFor()
  expect(await grid(page).getByRole('gridcell', { name: 'harm first' }).count()).toBeGreaterThan(2)
})

test('in a table of a hundred rows each key is seen within a tenth of a second, while it is being proved', async () => {
  const { version } = await desk.does(solvei, savePolicyDraft, {
    text: hundredRows(),
    purpose: 'A hundred rows.',
    key: 'hundred',
  })
  const page = await desk.openPageOf(solvei)
  await page.goto(`/policy/${version}?table=entitlement`)
  await grid(page).waitFor()
  await tabTo(cell(page))
  await page.keyboard.press('Control+Home')
  // Past the names of the rows and what harm was done, to how much is lost.
  for (let column = 0; column < 2; column++) await page.keyboard.press('ArrowRight')
  await page.evaluate(stopwatch)
  const worked = await workMeter(page)
  const each: number[] = []
  await allOfIt(page)
  const jumps: string[] = []
  for (let row = 0; row < 18; row++) {
    for (const key of ['>', '=', ' ', String(row % 10), 'Enter']) {
      const before = await worked()
      await page.keyboard.press(key)
      await page.waitForTimeout(60)
      each.push((await worked()) - before)
    }
    // Now and then somebody looks up, and what they wrote is proved: the cell stays where they look.
    const before = await whereItStands(page)
    if (row % 10 === 2) await proofs(page).and(page.locator('[aria-busy=false]')).waitFor()
    else await page.waitForTimeout(row % 3 === 2 ? 600 : 90)
    const after = await whereItStands(page)
    if (after !== before || !after.endsWith('in sight')) jumps.push(`row ${row + 2}: ${before}, ${after}`)
  }
  await untilFocused(cell(page))
  const painted = z.array(z.number()).parse(await page.evaluate('window.keyTimes'))
  const [work, seen] = [percentile(each, 0.95), percentile(painted, 0.5)]
  process.stderr.write(`A key in a hundred rows: ${work} ms of work (95 %), seen after ${seen} ms (50 %)\n`)
  // What a key costs us is the same on a machine where others are at work; when its frame is painted hangs on them too, and
  // `npm run bench -- studio` measures that where nobody else is.
  expect(each.length).toBe(90)
  expect(jumps).toEqual([])
  expect(work).toBeLessThanOrEqual(100)
  expect(seen).toBeLessThanOrEqual(100)
})

/** Where on the screen the cell is that one is in, and whether all of it is seen. */
async function whereItStands(page: Page): Promise<string> {
  const box = await cell(page).boundingBox()
  const isSeen = await cell(page).evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    const around = one.closest('main')?.getBoundingClientRect()
    return around !== undefined && top >= around.top && bottom <= Math.min(around.bottom, innerHeight)
  })
  return `${Math.round(box?.y ?? -1)} ${isSeen ? 'in sight' : 'out of sight'}`
}

/** Has all of a page painted: its window is made higher by more than what a browser draws around a page. */
async function allOfIt(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  const { windowId, bounds } = await devtools.send('Browser.getWindowForTarget')
  const height = (bounds.height ?? 720) + 200
  await devtools.send('Browser.setWindowBounds', { windowId, bounds: { height } })
  await devtools.detach()
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return Math.round(sorted[Math.floor(sorted.length * part)] ?? 16)
}

/** How long the page's own thread has been at work, in milliseconds of a processor. */
async function workMeter(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
}

// Last, because it leaves a policy in force for which somebody has to answer.
test('a price list by followers is refused, and both ways on which fame reaches the remedy are named', async () => {
  const page = await beginDraft(solvei)
  await writePriceList(page)

  const leaks = proofs(page).getByRole('listitem').filter({ hasText: 'When followers is' })
  // The first row is proved while the second is written.
  const said = async () => (await leaks.allTextContents()).join(' ')
  for (const words of ['250,000 to 499,999', 'at least 500,000', 'well-known', 'famous'])
    await expect.poll(said, soon).toContain(words)
  expect(await leaks.count()).toBeGreaterThanOrEqual(2)
  expect(await barriersInEveryLook(page, 'the draft with findings')).toEqual([])

  await page.keyboard.press('Control+s')
  await page.getByText('revision 2, saved').waitFor()
  await openPart(page, 'Changes')
  await pressOn(page.getByRole('button', { name: 'Submit for approval' }))
  await page.getByRole('alert').filter({ hasText: 'cannot be published' }).first().waitFor()
  await page.getByText('An executive may answer for it').waitFor()
  const address = page.url()

  const above = await desk.openPageOf(ines)
  await above.goto(address)
  await pressOn(above.getByText('Publish it in spite of the findings'))
  await write(above.getByLabel('I answer for it, because'), 'A test of two weeks in one shop.')
  await tabTo(above.getByLabel('Until'))
  const day = Temporal.Now.plainDateISO().add({ days: 14 })
  await above.keyboard.type(
    `${String(day.month).padStart(2, '0')}${String(day.day).padStart(2, '0')}${day.year}`,
  )
  await pressOn(above.getByRole('button', { name: 'Answer for it by name' }))
  await above.getByText('Ines Carvalho answers for the findings until').waitFor()

  await pressOn(page.getByRole('button', { name: 'Submit for approval' }))
  await page.getByText('four eyes see more than two').waitFor()
  await above.reload()
  await pressOn(above.getByRole('button', { name: 'Approve, in force at once' }))
  await above.getByText('New complaints are judged by this version.').waitFor()
  await above.goto('/')
  await above
    .getByRole('complementary', { name: 'Findings that somebody answers for' })
    .getByText('A test of two weeks in one shop.')
    .waitFor()
})

/** From each key to the paint of the frame after it, as the browser tells it; what takes less than 16 ms it does not tell. */
const stopwatch = `
  window.keyTimes = []
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') window.keyTimes.push(duration)
  }).observe({ type: 'event', durationThreshold: 16 })
`

const starter = readFileSync(new URL('../../packs/policies/starter.yaml', import.meta.url), 'utf8')
