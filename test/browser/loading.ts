import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, Request } from 'playwright-core'

const underWay = new WeakMap<Page, Set<Request>>()
/** Whatever one answer makes a page ask next, it asks within this. */
const breathMs = 100
const longestMs = 10_000

/** Takes note, from here on, of what a page waits for; the stream of changes never ends and is not waited for. */
export function watchLoading(page: Page): void {
  const waiting = new Set<Request>()
  underWay.set(page, waiting)
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') waiting.add(request)
  })
  page.on('requestfinished', (request) => waiting.delete(request))
  page.on('requestfailed', (request) => waiting.delete(request))
}

/** Waits until a page has what it asked for, and asks for nothing more. */
export async function untilLoaded(page: Page): Promise<void> {
  const waiting = underWay.get(page)
  if (!waiting) throw new Error('Nobody watches what this page loads.')
  const latest = Date.now() + longestMs
  for (let since = Date.now(); Date.now() - since < breathMs; await sleep(20)) {
    if (waiting.size > 0) since = Date.now()
    if (Date.now() > latest) throw new Error(`${page.url()} goes on loading.`)
  }
}
