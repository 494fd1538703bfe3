import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { prepareFront, Seat } from '../browser/front.ts'
import { smallPng } from '../small-png.ts'

// Where the reference pictures in docs/screens are taken.

/** Where the pictures lie. */
export const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url))

const wide = { width: 1440, height: 900 }
const middle = { width: 768, height: 1024 }
const narrow = { width: 360, height: 740 }
/** The widths at which each screen is looked at. */
const everyWidth = [wide, middle, narrow]
/** What stands in a window or a frame of its own, beside whatever else is on the screen. */
export const asPanel = [{ width: 420, height: 900 }, narrow]
/** The narrowest telephone. */
const tiny = { width: 320, height: 640 }
/** What customers see on whatever telephone they have. */
export const toTiny = [...everyWidth, tiny]
export const onTelephones = [narrow, tiny]

/** Brings a page to what the picture is to show. */
export type Scene = (page: Page) => Promise<unknown>

type How = {
  /** The whole page, where the page itself scrolls. */
  isWhole?: boolean
  sizes?: readonly { width: number; height: number }[]
  /** A short task over a screen that has pictures of its own: wide and narrow, in light. */
  isSheet?: boolean
  locale?: string
}

/** Takes the pictures that are wanted, or all of them where nothing is named. */
export function openStudio(front: ReturnType<typeof prepareFront>, wanted: readonly string[]) {
  const isWanted = (name: string) =>
    wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word}-`))

  /** Takes a screen at each width, in light and in dark. */
  async function take(
    name: string,
    seat: Pick<Seat, 'session'> | null,
    scene: Scene,
    {
      isWhole = false,
      isSheet = false,
      sizes = isSheet ? [wide, narrow] : everyWidth,
      locale = 'en-GB',
    }: How = {},
  ): Promise<void> {
    if (!isWanted(name)) return
    for (const viewport of sizes) {
      const options: BrowserContextOptions = {
        viewport,
        reducedMotion: 'reduce',
        hasTouch: viewport.width <= 360,
        locale,
        ...(seat && { storageState: seat.session }),
      }
      const page = await front.openPage(options)
      page.setDefaultTimeout(30_000)
      await scene(page)
      for (const colorScheme of isSheet ? (['light'] as const) : (['light', 'dark'] as const)) {
        await page.emulateMedia({ colorScheme })
        await page.evaluate(() => document.fonts.ready)
        const path = `${folder}${name}-${viewport.width}${colorScheme === 'dark' ? '-dark' : ''}.png`
        const taken = await page.screenshot({ fullPage: isWhole, animations: 'disabled', caret: 'initial' })
        await writeFile(path, smallPng(taken))
      }
      await front.leave()
    }
    process.stdout.write(`${name}\n`)
  }
  return { front, take, isWanted, anyWanted: (...names: string[]) => names.some(isAnyOf(wanted)) }
}

export type Studio = ReturnType<typeof openStudio>

/** Whether a picture whose name begins so is wanted. */
const isAnyOf = (wanted: readonly string[]) => (name: string) =>
  wanted.length === 0 || wanted.some((word) => word.startsWith(name) || name.startsWith(word))
