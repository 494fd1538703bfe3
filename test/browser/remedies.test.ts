import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { writeDown } from '#contract/by-hand.ts'
import { enterFacts, listCases, openCase } from '#contract/cases.ts'
import { openReach } from '#contract/lookup.ts'
import { showLedger, showRemedies } from '#contract/remedies.ts'
import { barriersInEveryLook } from './barriers.ts'
import { deskAtScreens } from './desk-at-screens.ts'
import { soon } from './focus.ts'
import type { Seat } from './front.ts'
import { untilCaseIsShown } from './queue.ts'

// What is owed is given by keys alone, what is above one's authority is signed by somebody else, and who has looked grants nothing.

vi.setConfig({ testTimeout: 60_000 })

const desk = deskAtScreens()
let boss: Seat
let ruth: Seat
let caseId: string

beforeAll(async () => {
  boss = await desk.seatBy(await desk.signInLink())
  ruth = await desk.colleague(boss, 'Ruth Adeyemi', 'agent')
  await desk.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name: 'Tomás Rey', phone: '+49 30 23125 622' },
    body: 'You charged me twice for the dishwasher.',
    key: 'heard',
  })
  const { cases } = await desk.does(boss, listCases, { q: 'dishwasher', state: 'any' })
  caseId = cases[0]?.id ?? ''
  const { seq } = await desk.does(boss, openCase, { caseId })
  const facts = { harm: 'loss', loss: 400, topic: 'billing' }
  await desk.does(boss, enterFacts, { caseId, seq, facts, key: 'facts' })
}, 60_000)

async function casePageOf(seat: Seat): Promise<Page> {
  const page = await desk.openPageOf(seat)
  await page.goto(`/cases/${caseId}`)
  await untilCaseIsShown(page)
  // Under what is owed, and under Why as soon as that is read.
  await page.getByText('up to €1,000.00').first().waitFor()
  return page
}

/** Fills the form in by keys, as whoever has no mouse does. */
async function asksFor(page: Page, amount: string, reason: string, sort: 'Owed' | 'A gesture' = 'Owed') {
  await page.getByRole('button', { name: 'Give something' }).waitFor()
  await page.keyboard.press('Shift+G')
  await page.locator('select:focus').waitFor()
  await page.keyboard.type(sort)
  await page.getByLabel('Amount, in EUR').focus()
  await page.keyboard.type(amount)
  await page.keyboard.press('Tab')
  await page.keyboard.type(reason)
}

const given = async () =>
  (await desk.does(ruth, showRemedies, { caseId })).remedies.map(({ amount, state }) => [amount, state])

test('by keys alone, and above one’s authority by the signature of somebody who is asked by name', async () => {
  const page = await casePageOf(ruth)
  await asksFor(page, '40', 'Charged twice.')
  await page.getByText('You may sign this by yourself.').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(given, soon).toEqual([[4_000, 'given']])

  await asksFor(page, '120,50', 'The second instalment too.')
  await page.getByRole('button', { name: 'Ask Administrator to sign' }).click()
  await page.getByText('waits for a signature').waitFor()
  expect(await barriersInEveryLook(page, 'the case')).toEqual([])

  const list = await desk.openPageOf(boss)
  await list.goto('/remedies')
  await list.getByText('The second instalment too.').waitFor()
  expect(await barriersInEveryLook(list, 'remedies')).toEqual([])
  await list.keyboard.press('s')
  await list.getByText('Nothing waits.').waitFor()

  await page.getByRole('button', { name: 'The customer has it' }).click()
  await expect.poll(given, soon).toEqual([
    [4_000, 'given'],
    [12_050, 'given'],
  ])
  const { sums } = await desk.does(boss, showLedger, {})
  expect(sums).toMatchObject([{ given: 16_050, remedies: 2 }])
})

test('a gesture is refused to whoever has looked at how far the voice carries, in words, before anything is sent', async () => {
  await desk.does(ruth, openReach, { caseId, key: 'look' })
  const page = await casePageOf(ruth)
  await asksFor(page, '15', 'They rang four times.', 'A gesture')
  await page.getByText('so a gesture is for somebody else to grant').waitFor()
  expect(await page.getByRole('button', { name: 'Give €15.00' }).isDisabled()).toBe(true)
})
