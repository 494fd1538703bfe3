import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import type { Benchmark, Result } from './benchmark.ts'
import { blankPage, openBrowser, signedIn } from './open-browser.ts'
import { percentilesOf, shownPercentiles, type Percentiles } from './percentiles.ts'
import { startDesk } from './running-desk.ts'
import { inScratchFolder } from './scratch-folder.ts'
import { lives } from './seed/lives.ts'
import { seed } from './seed/seed.ts'
import { rounded } from './spread.ts'
import { stopwatch, taken } from './stopwatch.ts'

const cases = 100_000
/** As a key that is held repeats itself: thirty times a second. */
const repeatMs = 33
/** How long somebody looks at a case in the queue before they open it. */
const lookMs = 300

/** From a key to the frame in which one sees what it did, in a browser, in a queue of a hundred thousand open cases. */
export const keys: Benchmark = {
  measures: `milliseconds from a key to the paint of what it does, in a queue of ${cases} open cases`,
  run: (tell) =>
    inScratchFolder(async (folder) => {
      await seed(folder, { cases, lives: lives.filter(({ isOpen }) => isOpen) }, tell)
      return measure(folder, tell)
    }),
}

async function measure(folder: string, tell: (line: string) => void): Promise<Result> {
  const desk = await startDesk(folder)
  const browser = await openBrowser()
  try {
    const alone = percentilesOf(await onPlainList(browser))
    const page = await signedIn(browser, desk, folder)
    const firstLoadKb = await firstLoad(page, desk.url)
    const { walked, entered, left } = await workThrough(page)
    const opened = [...entered, ...left]
    const all = percentilesOf([...walked, ...opened])
    const figures: [string, Percentiles][] = [
      ['walking by J and K', percentilesOf(walked)],
      ['opening by Enter', percentilesOf(entered)],
      ['going back by Escape', percentilesOf(left)],
      ['all', all],
      ['a plain list', alone],
    ]
    for (const [name, found] of figures) tell(`${name.padEnd(20)} ${shownPercentiles(found)}`)
    tell(`first load           ${firstLoadKb.toFixed(0)} kB of JavaScript, gzip`)
    return {
      name: 'keys',
      ratio: rounded(all.p95 / alone.p95, 2),
      baseline: 'the same keys on a plain page with a list of 50 rows, p95',
      unit: 'ms',
      value: rounded(all.p95, 1),
      n: walked.length + opened.length,
      median: rounded(all.median, 1),
      walkingP95: rounded(percentilesOf(walked).p95, 1),
      openingP95: rounded(percentilesOf(entered).p95, 1),
      leavingP95: rounded(percentilesOf(left).p95, 1),
      baselineP95: rounded(alone.p95, 1),
      firstLoadKb: rounded(firstLoadKb, 1),
    }
  } finally {
    await browser.close()
    await desk.stop()
  }
}

/** The row that has the focus; the page that is shown. */
const ofTheDesk = `
  window.stateNow = () => ({ row: document.activeElement?.getAttribute('data-row'), path: location.pathname })
  // The queue stays where it is behind a case, so that what is there is not yet what one sees.
  const isSeen = (what) => [...document.querySelectorAll(what)].some((one) => one.checkVisibility({ visibilityProperty: true }))
  window.hasActed = (key, before) => {
    const now = window.stateNow()
    if (key === 'Enter') return /cases/.test(now.path) && isSeen('main h1')
    if (key === 'Escape') return now.path === '/' && isSeen('a[data-row]')
    return now.row !== before.row
  }
`

const ofThePlainList = `
  window.stateNow = () => ({ row: document.activeElement?.id })
  window.hasActed = (key, before) => window.stateNow().row !== before.row
`

/** The scripts that are fetched until the first case is on the screen, in kilobytes as they are sent. */
async function firstLoad(page: Page, url: string): Promise<number> {
  await page.addInitScript(stopwatch)
  await page.addInitScript(ofTheDesk)
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (!document.querySelector('a[data-row]')) return
    window.scripts = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })`)
  await page.goto(url)
  await page.locator('a[data-row]').first().waitFor()
  const scripts: string[] = await page.evaluate('window.scripts')
  let bytes = 0
  for (const script of scripts) {
    const path = new URL(`../dist/web${new URL(script).pathname}`, import.meta.url)
    bytes += (await promisify(gzip)(await readFile(path), { level: 9 })).length
  }
  return bytes / 1000
}

/** Down the queue and a little up again with a key held: the times that this took. */
async function walk(page: Page, count: number): Promise<number[]> {
  await page.keyboard.press('j')
  await pause(lookMs)
  const before = await taken(page)
  for (let step = 0; step < count; step++) {
    await page.keyboard.down(step % 20 < 14 ? 'j' : 'k')
    await pause(repeatMs)
  }
  await page.keyboard.up('j')
  await page.keyboard.up('k')
  await pause(lookMs)
  return (await taken(page)).slice(before.length)
}

const rounds = 24
const stepsInRound = 20

/** As somebody works through a queue: they run over a screenful, open a case, and come back to where they were. */
async function workThrough(page: Page) {
  const found = { walked: new Array<number>(), entered: new Array<number>(), left: new Array<number>() }
  for (let round = 0; round < rounds; round++) {
    found.walked.push(...(await walk(page, stepsInRound)))
    const before = await taken(page)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\//)
    await pause(lookMs)
    await page.keyboard.press('Escape')
    await page.locator('a[data-row]').first().waitFor()
    await pause(lookMs)
    const [entered, left] = (await taken(page)).slice(before.length)
    if (entered === undefined || left === undefined) throw new Error('A key was not heard.')
    found.entered.push(entered)
    found.left.push(left)
  }
  return found
}

async function onPlainList(browser: Browser): Promise<number[]> {
  const page = await blankPage(browser)
  const rows = Array.from(
    { length: 50 },
    (_, row) => `<li><a id="row-${row}" href="#${row}">Row ${row}</a></li>`,
  )
  await page.setContent(`<ul>${rows.join('')}</ul>`)
  await page.evaluate(stopwatch)
  await page.evaluate(ofThePlainList)
  await page.evaluate(`document.addEventListener('keydown', ({ key }) => {
    const rows = [...document.querySelectorAll('a')]
    const here = rows.indexOf(document.activeElement)
    rows[(here + (key === 'j' ? 1 : rows.length - 1)) % rows.length]?.focus()
  })`)
  const times = await walk(page, 200)
  await page.close()
  return times
}
