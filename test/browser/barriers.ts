import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Every rule of WCAG 2.2 at level A and AA that a machine can test, and what is good practice besides. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** Those that a change of colours can break; the others find the same in light and in dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

type Looked = { onlyColours: boolean }

/** What keeps somebody out of this page who cannot see it well, or has a narrow screen. */
async function barriersOn(page: Page, { onlyColours }: Looked): Promise<string[]> {
  // Whatever slides or fades has come to rest: half faded in, nothing has contrast. What is out of sight never ends.
  await page.evaluate(() =>
    Promise.race([
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
      new Promise((resolve) => setTimeout(resolve, 2000)),
    ]),
  )
  const isThere = await page.evaluate(() => 'axe' in window)
  // What a rule has no objection to is not told: to name each such place takes longer than to look at it.
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
  const { violations } = await (onlyColours ? axe.withRules(rulesOfColour) : axe.withTags(rules)).analyze()
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary ?? ''})`).join(' | ')}`,
  )
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return sideways > 0 ? [...found, `It scrolls sideways by ${sideways} px.`] : found
}

/** Each width has its own arrangement; colours are those of the widest and of the narrowest. */
const looks = [
  { width: 1440, colorScheme: 'light' },
  { width: 768, colorScheme: 'light' },
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'dark' },
] as const

/** What keeps somebody out of this screen, at every width and in both colour schemes, without loading it anew. */
export async function barriersInEveryLook(page: Page, screen: string): Promise<string[]> {
  const found: string[] = []
  const before = page.viewportSize()
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const barrier of await barriersOn(page, { onlyColours: colorScheme === 'dark' }))
      found.push(`${screen}, ${width} px, ${colorScheme}: ${barrier}`)
  }
  if (before) await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  return found
}
