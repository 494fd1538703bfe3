import type { Page } from 'playwright-core'
import { listCases, writeNote } from '#contract/cases.ts'
import type { Seat } from '../browser/front.ts'
import type { Studio } from './studio.ts'

/** The queue, what is done from it, and the lists beside it. */
export async function takeDesk({ front, take, isWanted }: Studio, sol: Seat, boss: Seat): Promise<void> {
  await take('desk', sol, openDesk)
  await take('desk-selection', sol, async (page) => {
    await markThree(page)
    await untilPeeked(page)
    const at = await page.locator('a[data-row]:focus b').first().innerText()
    if ((page.viewportSize()?.width ?? 0) > 1200)
      await page.getByRole('complementary').getByRole('heading', { name: at }).waitFor()
  })
  await take('desk-bulk', sol, async (page) => {
    await markThree(page)
    await page.keyboard.press('a')
    await page.getByRole('dialog').waitFor()
  })
  await take('desk-search', sol, async (page) => {
    await page.goto('/?q=washer')
    await page.locator('mark').first().waitFor()
  })
  await take('desk-nothing', sol, async (page) => {
    await page.goto('/?q=8844220')
    await page.getByRole('main').getByText('8844220').first().waitFor()
    await page.waitForLoadState('networkidle')
  })
  await take('palette', sol, async (page) => {
    await openDesk(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'What to do, or whom to find' }).fill('kettle')
    await page.getByRole('option', { name: /·/ }).first().waitFor()
  })
  await take('keys', sol, async (page) => {
    await openDesk(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
  })
  await take('write-down', sol, async (page) => {
    await page.goto('/write-down')
    await page.getByLabel('Number or e-mail').fill('+44 20 7946 0018')
    await page.getByRole('combobox', { name: 'Name' }).fill('Ruth Adeyemi')
    await page.getByLabel('What they said').fill('The washer floods the kitchen whenever it spins.')
    await page.keyboard.press('Alt+p')
    await page.getByLabel('What was promised').waitFor()
  })
  if (isWanted('mentions')) await mentionOnTwo(front, sol, boss)
  await take('mentions', sol, async (page) => {
    await page.goto('/mentions')
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  })
  await take('help', sol, async (page) => {
    await page.goto('/help')
    await page.getByRole('heading', { level: 1 }).waitFor()
  })
  await take('set-aside', sol, async (page) => {
    await page.goto('/items/set-aside')
    await page.getByRole('listitem').nth(3).waitFor()
    await page.keyboard.press('j')
  })
  await take('lost', sol, async (page) => {
    await page.goto('/nowhere')
    await page.getByRole('link', { name: 'Go to the desk' }).waitFor()
  })
}

async function markThree(page: Page) {
  await openDesk(page)
  for (const key of ['j', 'j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
  await page.getByText('3 marked').first().waitFor()
}

/** Opens the queue, with what stands beside it. */
export async function openDesk(page: Page): Promise<void> {
  await page.goto('/?state=open')
  await page.locator('a[data-row]').first().waitFor()
  await untilPeeked(page)
}

/** What stands beside the list follows the list. */
async function untilPeeked(page: Page) {
  if ((page.viewportSize()?.width ?? 0) > 1200) await page.getByText('Why it is here').waitFor()
}

/** Two notes that name the agent. */
async function mentionOnTwo(front: Studio['front'], sol: Seat, boss: Seat) {
  const { cases } = await front.does(boss, listCases, { limit: 2 })
  const notes = ['have you got the receipt?', 'they rang while you were out; ring before noon, please.']
  for (const [place, { id, seq }] of cases.entries()) {
    const body = `@${sol.handle} ${notes[place] ?? ''}`
    await front.does(boss, writeNote, { caseId: id, seq, body, key: `mention ${id} ${seq}` })
  }
}
