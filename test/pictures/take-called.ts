import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { writeDown } from '#contract/by-hand.ts'
import { answerPage, listPages } from '#contract/notices.ts'
import type { Seat } from '../browser/front.ts'
import type { Studio } from './studio.ts'

/** A danger that somebody is called to: the line above the desk, the page of the call, and the case. */
export async function takeCalled({ front, take, anyWanted }: Studio, boss: Seat): Promise<void> {
  if (!anyWanted('called')) return
  await front.does(boss, writeDown, {
    channel: 'phone',
    at: new Date().toISOString(),
    from: { name: 'Benedek Szalai', phone: '+36 1 555 0144' },
    body: 'The glass of the oven door has burst. My daughter has cut her hand and it is bleeding.',
    key: 'called',
  })
  const found = await calledPage(front, boss)
  await take('called-desk', boss, async (page: Page) => {
    await page.goto('/')
    await page.getByRole('complementary', { name: 'Dangers that nobody has taken' }).waitFor()
    await page.locator('a[data-row]').first().waitFor()
    await page.waitForLoadState('networkidle')
  })
  const open = async (page: Page) => {
    await page.goto(`/pages/${found.id}`)
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  }
  await take('called', boss, open)
  await take('called-case', boss, async (page) => {
    await page.goto(`/cases/${found.caseId}`)
    await page.getByRole('article').first().waitFor()
  })
  await front.does(boss, answerPage, { pageId: found.id })
  await take('called-answered', boss, open)
}

/** The call to a danger, once somebody is called. */
async function calledPage(front: Studio['front'], boss: Seat) {
  for (let tries = 0; tries < 100; tries++) {
    const found = (await front.does(boss, listPages, {})).pages.at(-1)
    if (found) return found
    await sleep(200)
  }
  throw new Error('Nobody is called.')
}
