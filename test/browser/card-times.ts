import type { Page } from 'playwright-core'

/** In the page: when the name of each caller was first painted on a card, by the clock of this machine. */
const stopwatch = `
  window.cardTimes = {}
  const see = () => {
    const name = document.querySelector('main h1')?.textContent
    if (!name || window.cardTimes[name]) return
    window.cardTimes[name] = -1
    // After the frame that shows it.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { window.cardTimes[name] = performance.timeOrigin + performance.now() }
      port2.postMessage(0)
    })
  }
  new MutationObserver(see).observe(document, { childList: true, subtree: true, characterData: true })
`

/** Notes from here on when each caller's card is painted. To be given before the page is opened. */
export const watchCards = (page: Page): Promise<unknown> => page.addInitScript(stopwatch)

/** When each caller's card was painted, in milliseconds since 1970. */
export const cardTimes = (page: Page): Promise<Record<string, number>> => page.evaluate('window.cardTimes')
