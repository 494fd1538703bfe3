import { chromium, type Browser, type Page } from 'playwright-core'
import { z } from 'zod'
import { cardTimes, watchCards } from '#test/browser/card-times.ts'
import { startSwitchboard, type Switchboard } from '#test/peers/switchboard.ts'
import { tellDesk } from '#test/peers/tell-desk.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { percentilesOf, shownPercentiles } from './percentiles.ts'
import { onDesk, type Bench } from './on-desk.ts'
import { evenhand } from './running-desk.ts'
import { inScratchFolder } from './scratch-folder.ts'
import { rounded } from './spread.ts'

const calls = 50
/** A call is over before the next one begins. */
const apartMs = 900
const lastsMs = 150

/** From the first word of a caller's telephone to the card on the agent's screen, in a browser, by a real exchange. */
export const callsToCards: Benchmark = {
  measures: `milliseconds from a caller's INVITE to their card on the agent's screen, over ${calls} calls`,
  run: (tell) => inScratchFolder((folder) => onDesk(folder, (bench) => measure(bench, tell))),
}

const Telephone = z.object({ telephone: z.object({ path: z.string() }), secret: z.string() })

async function measure(bench: Bench, tell: (line: string) => void): Promise<Result> {
  const { telephone, secret } = Telephone.parse(await bench.post('/telephones', { name: 'Kamailio' }))
  const board = await startSwitchboard(tellDesk({ url: bench.desk.url, path: telephone.path, secret }))
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  try {
    await knowCallers(bench)
    await board.telephones(['4000'], lastsMs)
    const page = await signedIn(browser, bench)
    const { cards, words } = await ring(board, page)
    const shown = percentilesOf(cards)
    const alone = percentilesOf(words)
    tell(`INVITE to card          ${shownPercentiles(shown)}`)
    tell(`INVITE to the exchange  ${shownPercentiles(alone)}`)
    return {
      name: 'calls',
      ratio: rounded(shown.p95 / alone.p95, 1),
      baseline: 'from the same INVITE to the first word that the exchange says of it, p95',
      unit: 'ms',
      value: rounded(shown.p95, 1),
      n: cards.length,
      median: rounded(shown.median, 1),
      p99: rounded(shown.p99, 1),
      baselineP95: rounded(alone.p95, 1),
    }
  } finally {
    await browser.close()
    await board.stop()
  }
}

const callers = Array.from({ length: calls }, (_, place) => ({
  from: `+49306000${100 + place}`,
  name: `Caller ${place}`,
  to: '4000',
}))

/** Everybody who calls has called before, and was not helped: a card has something to say. */
async function knowCallers(bench: Bench) {
  for (const { from, name } of callers)
    for (const part of ['The washing machine floods the kitchen.', 'The washing machine floods it again.'])
      await bench.post('/items', {
        channel: 'phone',
        externalId: `${from} ${part}`,
        at: new Date().toISOString(),
        from: { name, phone: from },
        subject: 'Washing machine floods the kitchen',
        body: part,
        facts: { topic: 'product', harm: 'inconvenience' },
      })
}

async function signedIn(browser: Browser, { desk, folder }: Bench): Promise<Page> {
  const link = await evenhand(folder, 'sign-in')
  const page = await browser.newPage({ viewport: { width: 420, height: 900 }, baseURL: desk.url })
  page.setDefaultTimeout(30_000)
  await page.goto(link.replace(/^https?:\/\/[^/]+/, desk.url))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  // Which telephone is one's own is for no token to say.
  const answer = await page.request.post('/api/me/extensions', { data: { extensions: ['4000'] } })
  if (!answer.ok()) throw new Error(await answer.text())
  await watchCards(page)
  await page.goto('/line')
  await page.getByText('Nobody calls you.').waitFor()
  return page
}

async function ring(board: Switchboard, page: Page): Promise<{ cards: number[]; words: number[] }> {
  const before = board.heard.length
  const dialled = await board.call(callers, { apartMs, lastsMs })
  const times = await cardTimes(page)
  const said = new Map<string, number>()
  for (const { told, at } of board.heard.slice(before)) if (told.state === 'ringing') said.set(told.from, at)
  return {
    cards: dialled.map(({ name, sentAt }) => (times[name] ?? Infinity) - sentAt),
    // Timed in whole milliseconds.
    words: dialled.map(({ from, sentAt }) => Math.max(0.1, (said.get(from) ?? Infinity) - sentAt)),
  }
}
