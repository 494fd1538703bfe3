import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** How long something may take that is done by several hands: on a machine that others use too. */
export const soon = { timeout: 10_000 } as const

const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement)

/** Waits until the focus is there. */
export async function untilFocused(place: Locator): Promise<void> {
  await expect.poll(() => hasFocus(place), soon).toBe(true)
}

/** Goes on by Tab until the focus is there, as somebody does who has no mouse; back by Shift+Tab where asked. */
export async function tabTo(place: Locator, { most = 80, back = false } = {}): Promise<void> {
  const page = place.page()
  await place.waitFor()
  for (let steps = 0; steps < most; steps++) {
    if (await hasFocus(place)) return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`Tab does not reach ${String(place)} in ${most} steps.`)
}

/** Goes to a button, a link or a tick box by Tab and presses it. */
export async function pressOn(place: Locator, key: 'Enter' | ' ' = 'Enter'): Promise<void> {
  await tabTo(place)
  await place.page().keyboard.press(key)
}

/** Goes to a field by Tab, empties it and writes. */
export async function write(field: Locator, words: string): Promise<void> {
  const page = field.page()
  await tabTo(field)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(words)
}

/** Every place that Tab comes to on a page, each with whether one can see that the focus is there. */
export async function walkByTab(page: Page, most = 150): Promise<{ place: string; isSeen: boolean }[]> {
  const walked: { place: string; isSeen: boolean }[] = []
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    document.documentElement.dataset['walk'] = '0'
  })
  for (let steps = 0; steps < most; steps++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(lookAtFocus)
    if (here === null || here === 'again') return walked
    walked.push(here)
  }
  return walked
}

/** Runs in the page: how the place that has the focus looks with it, beside how it looks without. */
function lookAtFocus(): { place: string; isSeen: boolean } | 'again' | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  if (element.dataset['walked'] === '1') return 'again'
  element.dataset['walked'] = '1'
  // The ring may be drawn by whatever holds the field.
  const around = [element, element.parentElement, element.parentElement?.parentElement].filter(
    (one): one is HTMLElement => one instanceof HTMLElement,
  )
  const look = () =>
    around.map((one) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(one)
      const outline =
        outlineStyle === 'none' || outlineWidth === '0px' ? '' : `${outlineWidth} ${outlineColor}`
      return [outline, boxShadow, borderColor].join(' ')
    })
  const withFocus = look()
  element.blur()
  const without = look()
  element.focus({ preventScroll: true })
  const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)
  return {
    place: `${element.tagName.toLowerCase()} ${name}`,
    isSeen: withFocus.some((one, place) => one !== without[place]),
  }
}
