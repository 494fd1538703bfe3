import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { savePolicyDraft } from '#contract/policy.ts'
import { hundredRows } from '#test/hundred-rows.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { blankPage, openBrowser, signedIn } from './open-browser.ts'
import { percentilesOf, shownPercentiles } from './percentiles.ts'
import { evenhand, startDesk, type RunningDesk } from './running-desk.ts'
import { inScratchFolder } from './scratch-folder.ts'
import { rounded } from './spread.ts'
import { stopwatch, taken } from './stopwatch.ts'

const rows = 48
/** As somebody types who knows what they want to write: 200 keys a minute and more. */
const keyMs = 60
/** How long somebody looks up after a row: no proof has begun yet; one is under way, as it begins after 400; one has ended. */
const restsMs = [100, 405, 415, 425, 435, 1500]

/** From a key to the frame in which one sees what it did, in a table of a hundred rows that is proved meanwhile. */
export const studio: Benchmark = {
  measures: 'milliseconds from a key to the paint of what it does, in a table of 100 rows with live proofs',
  run: (tell) => inScratchFolder((folder) => measure(folder, tell)),
}

async function measure(folder: string, tell: (line: string) => void): Promise<Result> {
  const desk = await startDesk(folder)
  const browser = await openBrowser()
  try {
    const alone = percentilesOf(await onPlainTable(browser))
    const page = await signedIn(browser, desk, folder)
    await page.addInitScript(proofCounter)
    await page.goto(`${desk.url}/policy/${await draftOf(desk, folder)}?table=entitlement`)
    await page.getByRole('grid').waitFor()
    await proved(page)
    await page.evaluate(stopwatch)
    await page.evaluate(ofTheStudio)
    await toFirstCell(page)
    const moved = (await taken(page)).length
    const before = await proofs(page)
    await writeDown(page)
    const times = (await taken(page)).slice(moved)
    const all = percentilesOf(times)
    const { begun, told, met } = await proofs(page)
    const during = percentilesOf(times.filter((_, key) => met[moved + key]))
    const [begins, ends] = [begun - before.begun, told - before.told]
    tell(`in the studio        ${shownPercentiles(all)}`)
    tell(`while it is proved   ${shownPercentiles(during)}`)
    tell(`a plain table        ${shownPercentiles(alone)}`)
    tell(`proofs               ${begins} begun, ${ends} told, the others broken off by a key`)
    return {
      name: 'studio',
      ratio: rounded(all.p95 / alone.p95, 2),
      baseline: 'the same keys in a plain page with a table of 100 rows and a field in it, p95',
      unit: 'ms',
      value: rounded(all.p95, 1),
      n: times.length,
      median: rounded(all.median, 1),
      highest: rounded(all.highest, 1),
      baselineP95: rounded(alone.p95, 1),
      whileProvedP95: rounded(during.p95, 1),
      proofsBegun: begins,
      proofsTold: ends,
    }
  } finally {
    await browser.close()
    await desk.stop()
  }
}

/** A draft whose table of what is owed has a hundred rows: its version. */
async function draftOf(desk: RunningDesk, folder: string): Promise<number> {
  const token = await evenhand(folder, 'token', '--role', 'admin', '--name', 'Benchmark')
  const response = await fetch(`${desk.url}/api/policy/drafts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: hundredRows(), purpose: 'A hundred rows.', key: 'hundred' }),
  })
  if (!response.ok) throw new Error(`The draft was answered with ${response.status}.`)
  return savePolicyDraft.output.parse(await response.json()).version
}

/** In the page, before it loads: how many proofs a thread was asked for and told, and which keys met one under way. */
const proofCounter = `
  window.proofs = { begun: 0, told: 0, met: [] }
  let isProving = false
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', () => { isProving = false; window.proofs.told += 1 })
    }
    postMessage(...given) {
      isProving = true
      window.proofs.begun += 1
      super.postMessage(...given)
    }
    terminate() {
      isProving = false
      super.terminate()
    }
  }
  window.addEventListener('keydown', () => { window.proofs.met.push(isProving) }, true)
`

const Proofs = z.object({ begun: z.number(), told: z.number(), met: z.array(z.boolean()) })
const proofs = async (page: Page) => Proofs.parse(await page.evaluate('window.proofs'))

/** What is written in the field of a cell, and the cell that has the focus. */
const ofTheStudio = `
  window.stateNow = () => ({
    cell: document.activeElement?.closest('td')?.getAttribute('data-cell'),
    text: document.activeElement instanceof HTMLInputElement ? document.activeElement.value : null,
  })
  window.hasActed = (key, before) => {
    const now = window.stateNow()
    return now.cell !== before.cell || now.text !== before.text
  }
`

const proved = (page: Page) =>
  page.locator('section[aria-label=Proofs][aria-busy=false]').waitFor({ timeout: 20_000 })

/** To how much is lost, in the first row. */
async function toFirstCell(page: Page) {
  await page.locator('td[tabindex="0"]').first().focus()
  await page.keyboard.press('Control+Home')
  for (let column = 0; column < 2; column++) await page.keyboard.press('ArrowRight')
}

/** Down a column, a row after the other, with a look up now and then. */
async function writeDown(page: Page) {
  for (let row = 0; row < rows; row++) {
    await page.keyboard.type(`>= ${row + 1}`, { delay: keyMs })
    await page.keyboard.press('Enter')
    await pause(restsMs[row % restsMs.length])
  }
}

async function onPlainTable(browser: Browser): Promise<number[]> {
  const page = await blankPage(browser)
  const cells = Array.from({ length: 10 }, (_, column) => `<td>${column}</td>`).join('')
  await page.setContent(`<table>${`<tr>${cells}</tr>`.repeat(100)}</table>`)
  await page.evaluate(stopwatch)
  await page.evaluate(`
    window.stateNow = () => document.activeElement.closest('tr').rowIndex + document.activeElement.value
    window.hasActed = (key, before) => window.stateNow() !== before
    const field = document.createElement('input')
    const lines = document.querySelectorAll('tr')
    const into = (row) => { lines[row].cells[2].replaceChildren(field); field.value = ''; field.focus() }
    document.addEventListener('keydown', ({ key }) => {
      if (key !== 'Enter') return
      const { rowIndex } = field.closest('tr')
      const written = field.value
      into(rowIndex + 1)
      lines[rowIndex].cells[2].textContent = written
    })
    into(0)
  `)
  await writeDown(page)
  const times = await taken(page)
  await page.close()
  return times
}
