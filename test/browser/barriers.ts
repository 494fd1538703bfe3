import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Every rule of WCAG 2.2 at level A and AA that a machine can test, and what is good practice besides. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What keeps somebody out of this page who cannot see it well, or has a narrow screen. */
export async function barriersOn(page: Page): Promise<string[]> {
  // Whatever slides or fades has come to rest: half faded in, nothing has contrast.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  )
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary ?? ''})`).join(' | ')}`,
  )
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return sideways > 0 ? [...found, `It scrolls sideways by ${sideways} px.`] : found
}

const widths = [1440, 768, 360] as const
const schemes = ['light', 'dark'] as const

/** The widths and colours in which every screen is looked at. */
export const looks = widths.flatMap((width) => schemes.map((colorScheme) => ({ width, colorScheme })))

/** What keeps somebody out of this screen in any of its widths and colours, without loading it anew. */
export async function barriersInEveryLook(page: Page, screen: string): Promise<string[]> {
  const found: string[] = []
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const barrier of await barriersOn(page))
      found.push(`${screen}, ${width} px, ${colorScheme}: ${barrier}`)
  }
  return found
}
