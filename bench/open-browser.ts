import { chromium, type Browser, type Page } from 'playwright-core'
import { evenhand, type RunningDesk } from './running-desk.ts'

/** How large a page is, in pixels. */
const viewport = { width: 1440, height: 900 }

/** A browser that draws on the processor alone. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })

/** An empty page, all of which is painted: its window is higher by more than what a browser draws around a page. */
export async function blankPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport })
  const devtools = await page.context().newCDPSession(page)
  const { windowId } = await devtools.send('Browser.getWindowForTarget')
  const bounds = { width: viewport.width, height: viewport.height + 200 }
  await devtools.send('Browser.setWindowBounds', { windowId, bounds })
  await devtools.detach()
  return page
}

/** A page in which the administrator of a desk is signed in and sees the queue. */
export async function signedIn(browser: Browser, desk: RunningDesk, folder: string): Promise<Page> {
  const link = await evenhand(folder, 'sign-in')
  const page = await blankPage(browser)
  page.setDefaultTimeout(30_000)
  await page.goto(link.replace(/^https?:\/\/[^/]+/, desk.url))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Desk', exact: true }).waitFor()
  return page
}
