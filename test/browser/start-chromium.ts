import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const quietly = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

const whole = '/usr/bin/chromium'

/** The same pages without the windows around them, which take three times as much work as the pages of a test. */
const pagesAlone = '/usr/bin/chromium-headless-shell'

const start = (executablePath: string, more: readonly string[] = []) =>
  chromium.launch({ executablePath, args: [...quietly, ...more] })

const lightest = () => (existsSync(pagesAlone) ? pagesAlone : whole)

/** Starts the browser that the tests are made with. */
export const startChromium = (): Promise<Browser> => start(lightest())

/** Starts the one that the reference pictures are taken with: it sets letters on whole points, as most screens show them. */
export const startCamera = (): Promise<Browser> => start(lightest(), ['--disable-font-subpixel-positioning'])

/** Starts it as people have it: it tells them things outside of its pages, and sets letters as they see them. */
export const startWholeChromium = (): Promise<Browser> => start(whole)
