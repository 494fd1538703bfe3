import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { makeToken } from '#contract/accounts.ts'
import { listCalls } from '#contract/calls.ts'
import { enterFacts, openCase, writeNote } from '#contract/cases.ts'
import { listClaims } from '#contract/claims.ts'
import { showDossier } from '#contract/dossier.ts'
import { postItem } from '#contract/items.ts'
import { ask } from '#test/ask.ts'
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { pressOn, soon, tabTo, untilFocused, write } from './focus.ts'
import type { Seat } from './front.ts'
import { untilCaseIsShown } from './queue.ts'

// The false claim on the call screen, the way from a dossier to what shows it, our own accounts, and who looked whom up.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
const ruth = '+34600000014'
let boss: Seat
/** What of a post proves an account comes by a program, and not by a colleague's screen. */
let token: string

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
  ;({ token } = await desk.does(boss, makeToken, { name: 'Reads the network', role: 'agent' }))
}, 60_000)

const writes = (body: string) =>
  desk.does(boss, postItem, {
    channel: 'phone',
    externalId: randomUUID(),
    at: new Date().toISOString(),
    from: { name: 'Ruth Adeyemi', phone: ruth },
    subject: 'The drum bearing of the washer',
    body,
    facts: { topic: 'product', harm: 'loss', loss: 480 },
  })

const posts = (handle: string, body: string) =>
  ask({ url: desk.process.url, token }, postItem, {
    channel: 'social',
    externalId: randomUUID(),
    at: new Date().toISOString(),
    from: { handle, network: 'bluesky' },
    public: true,
    body,
  })

/** What is owed, as one would read it out: how bad, by when, and what. Who looks is no part of it. */
async function owedOn(caseId: string) {
  const { duties, deadlines, openedAt } = await desk.does(boss, openCase, { caseId })
  const dates = deadlines.flatMap(({ kind, dueAt }) =>
    kind === 'acknowledge-by' || kind === 'act-by' ? [`${kind} ${dueAt}`] : [],
  )
  return JSON.stringify([duties.severity, duties.clocks, duties.entitlement, dates, openedAt])
}

/** What somebody would take for a reproach. */
const accusing = /\b(?:fals|fake|fraud|lie|lying|liar|lied|untrue|impost|pretend|cheat|refut|suspic)/i

const claims = (page: Page) => page.getByRole('list', { name: 'What they say of themselves' })

/** Writes down what they say. */
async function writeDown(page: Page, words: string) {
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('n')
  await page.keyboard.type(words)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('main').getByText('Written down on the case.').waitFor()
}

async function warns(page: Page, words: string, handle: string) {
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('l')
  await page.keyboard.type(words)
  await page.keyboard.press('Tab')
  await page.keyboard.type('1m')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type(handle)
  await page.keyboard.press('Control+Enter')
}

test('the false claim on the line: it ends before one’s eyes, what is owed stays, and no word accuses', async () => {
  const page = await desk.openPageOf(boss, { viewport: { width: 480, height: 1000 } })
  await page.goto(`/line?phone=${encodeURIComponent(ruth)}`)
  await page.getByRole('textbox', { name: 'Who it is' }).fill('Ruth Adeyemi')
  await writeDown(page, 'The drum bearing has failed after five months.')
  await page.getByRole('heading', { level: 1, name: 'Ruth Adeyemi' }).waitFor()
  await page.getByText('known: the number is theirs').waitFor()
  const caseId = (await desk.does(boss, listCalls, {})).calls[0]?.caseId ?? ''
  const owed = await owedOn(caseId)

  // Who looks goes by their word until it is decided.
  await warns(page, 'I have a million followers and I will post this.', 'famous')
  await claims(page).getByText('their word, not confirmed yet').waitFor()
  await page.getByText(/ is asked$/).waitFor()
  await pressOn(claims(page).getByRole('button', { name: 'Give them a code' }))
  await page.getByRole('group', { name: 'The code to read out' }).waitFor()
  expect(await barriersInEveryLook(page, 'a claim on the line')).toEqual([])

  // The code comes from a handle with a Greek letter.
  const [claim] = (await desk.does(boss, listClaims, { caseId })).claims
  await posts('fam\u03BFus', claim?.code?.text ?? '')
  await claims(page).getByText('not confirmed: another account that looks alike has answered').waitFor()
  await page.getByText(/ is asked$/).waitFor({ state: 'detached' })
  expect(await owedOn(caseId)).toBe(owed)

  // Another word, another code, and nobody posts it in the quarter of an hour that policy gives it.
  await warns(page, 'It is my other account.', 'famous.two')
  await page.getByText(/ is asked$/).waitFor()
  await pressOn(claims(page).getByRole('button', { name: 'Give them a code' }))
  await page.getByRole('group', { name: 'The code to read out' }).waitFor()
  await desk.process.setAhead('PT16M')
  await writeDown(page, 'Nothing has come yet.')
  await claims(page).getByText('not confirmed: nothing has shown it in time').waitFor({ timeout: 20_000 })
  await page.getByText(/ is asked$/).waitFor({ state: 'detached' })
  await desk.process.setAhead('PT0S')
  expect(await owedOn(caseId)).toBe(owed)
  expect(await page.getByRole('main').innerText()).not.toMatch(accusing)
})

/** Lets so much happen to a case that its timeline is read in pages. */
async function growLong(caseId: string) {
  let { seq } = await desk.does(boss, openCase, { caseId })
  for (let note = 1; note <= 105; note++) {
    const written = { caseId, seq, body: `Note ${note}`, key: randomUUID() }
    seq = (await desk.does(boss, writeNote, written)).seq
  }
  for (let loss = 500; seq < 215; loss = loss === 500 ? 90_000 : 500) {
    const change = { caseId, seq, facts: { loss }, key: randomUUID() }
    seq = (await desk.does(boss, enterFacts, change)).seq
  }
}

test('each line of a dossier leads to the entry that shows it, however long ago it was', async () => {
  const { caseId = '' } = await writes('The very first letter about this drum.')
  await growLong(caseId)
  const { lines } = await desk.does(boss, showDossier, { caseId })
  const first = lines.find(({ says }) => says === 'wrote')
  const owed = lines.find(({ says }) => says === 'owed')
  const page = await desk.openPageOf(boss)

  await page.goto(`/cases/${caseId}/dossier`)
  await page.getByRole('region', { name: 'What happened' }).getByRole('link').first().press('Enter')
  await untilCaseIsShown(page)
  await page.waitForURL(`**/cases/${caseId}#event-${first?.seq ?? 0}`)
  const entry = page.locator('[data-meant=true]')
  const isReached = () => entry.evaluate((line) => line.contains(document.activeElement))
  await entry.waitFor()
  await expect.poll(isReached, soon).toBe(true)
  const box = await entry.boundingBox()
  expect(box?.y).toBeGreaterThan(0)
  expect(box?.y).toBeLessThan(900)

  // A date that runs is quiet in the timeline, and is shown where it is meant; from there J goes to the next message.
  await page.goto(`/cases/${caseId}/dossier`)
  await page
    .getByRole('link', { name: `Event ${owed?.seq ?? 0} shows it` })
    .first()
    .press('Enter')
  await entry.waitFor()
  await expect.poll(isReached, soon).toBe(true)
  await page.keyboard.press('j')
  await untilFocused(page.locator('[data-message]:focus'))

  // The newest are there at once. Whoever scrolls up to the oldest of them finds those before, and what they read stays.
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  const letter = page.getByRole('article').getByText('The very first letter')
  expect(await letter.count()).toBe(0)
  const note = await page.getByRole('article').getByText('Note 8', { exact: true }).elementHandle()
  const y = () => note?.evaluate((said) => said.getBoundingClientRect().top) ?? NaN
  await page.locator('#timeline').evaluate((list) => (list.scrollTop = 0))
  const before = await y()
  await letter.waitFor({ state: 'attached' })
  expect(Math.abs((await y()) - before)).toBeLessThan(3)
  await page.keyboard.press('Shift+K')
  await expect.poll(() => page.getByRole('button', { name: 'Earlier' }).count(), soon).toBe(0)

  // Paper has all of it, also of a case that was just opened.
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  await page.evaluate(() => {
    window.print = () => {
      const printed = document.querySelector('#timeline')?.textContent ?? ''
      document.body.dataset['printed'] = String(printed.includes('The very first letter'))
    }
  })
  await page.keyboard.press('Control+p')
  await page.locator('body[data-printed=true]').waitFor({ state: 'attached' })
})

test('what is posted from an account of ours is set aside, once it is entered', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/settings/handles')
  await pressOn(page.getByRole('button', { name: 'Enter an account' }))
  await untilFocused(page.getByLabel('On which network'))
  await write(page.getByLabel('Its handle, letter by letter'), '@Aldera.example')
  await page.keyboard.press('Enter')
  await page.getByText('@Aldera.example').waitFor()

  const post = await posts('aldera.example', 'We are sorry about the outage, and are at it.')
  expect(post).toMatchObject({ outcome: 'set-aside', because: 'own-post' })

  await pressOn(page.getByRole('button', { name: 'Take @Aldera.example off' }))
  await page.keyboard.press('Enter')
  await page.getByText('No account is entered.').waitFor()
  expect(await posts('aldera.example', 'And my machine is broken.')).toMatchObject({ outcome: 'opened' })
})

test('who looked whom up is read, and narrowed to one colleague or one person', async () => {
  const page = await desk.openPageOf(boss)
  await page.goto('/settings/looks')
  const looks = page.getByRole('list', { name: 'Who looked whom up' })
  await looks.getByText('because they called').first().waitFor()
  const all = await looks.getByRole('listitem').count()
  await pressOn(looks.getByRole('button', { name: 'Ruth Adeyemi' }).first())
  await page.getByText('Only looks at Ruth Adeyemi').waitFor()
  expect(all).toBeGreaterThan(0)
  await page.getByLabel('Up to this day').fill('2020-01-01')
  await page.getByText('Nobody looked like this.').waitFor()
  await tabTo(page.getByRole('button', { name: 'Show all' }))
  await page.keyboard.press('Enter')
  await looks.getByText('by a number').first().waitFor()
  expect(desk.faults).toEqual([])
})
