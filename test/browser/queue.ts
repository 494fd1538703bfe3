import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { soon, untilFocused } from './focus.ts'
import { untilLoaded } from './loading.ts'

/** The row of the queue that is about this. */
export const rowAbout = (page: Page, subject: string): Locator =>
  page.getByRole('main').locator('a[data-row]').filter({ hasText: subject })

/** Walks down the queue by J, from its first row, until the focus is on the row, as one does who has no mouse. */
export async function goToRow(page: Page, subject: string, most = 40): Promise<Locator> {
  const wanted = rowAbout(page, subject)
  await wanted.waitFor()
  const rows = page.getByRole('main').locator('a[data-row]')
  for (let steps = 0; steps < most; steps++) {
    // K stays on the first row, and puts the focus there.
    await page.keyboard.press(steps === 0 ? 'k' : 'j')
    if (await wanted.evaluate((row) => row === document.activeElement)) return wanted
  }
  throw new Error(`J does not reach “${subject}” among ${await rows.count()} rows.`)
}

/** Opens a case from the desk by keys alone. */
export async function openByKeys(page: Page, subject: string): Promise<void> {
  await page.goto('/?state=open')
  await untilFocused(await goToRow(page, subject))
  await page.keyboard.press('Enter')
  await untilCaseIsShown(page)
}

/** Waits until a case stands there whole. */
export async function untilCaseIsShown(page: Page): Promise<void> {
  await page.waitForURL(/\/cases\//)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // What is drawn after the head: hidden from the tree on a narrow screen, where it stands behind a tab.
  await page.locator('#facts').waitFor({ state: 'attached' })
}

/** The id of the case whose page is open. */
export const caseIdIn = (page: Page): string => new URL(page.url()).pathname.replace('/cases/', '')

/**
 * Strikes keys until what they lead to is there: a page that has only just come may not hear the first of them. What is still
 * being fetched was heard, and is not struck for again: by then the letter might go into a field.
 */
export async function strike(page: Page, keys: string, to: Locator): Promise<void> {
  await expect
    .poll(async () => {
      for (const key of keys.split(' ')) await page.keyboard.press(key)
      const isThere = await to
        .first()
        .waitFor({ timeout: 2000 })
        .then(() => true)
        .catch(() => false)
      if (isThere) return true
      await untilLoaded(page)
      return to.first().isVisible()
    }, soon)
    .toBe(true)
}
