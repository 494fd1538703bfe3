import { chromium, type Browser } from 'playwright-core'

const quietly = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/** Starts the browser that the tests and the reference pictures are made with. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: quietly })
