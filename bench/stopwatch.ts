import type { Page } from 'playwright-core'

/**
 * In the page: from each key, as the browser stamped it before any of our code ran, to the presentation of the frame after
 * it, as the browser tells it (Event Timing, in steps of 8 ms; what takes less than 16 it does not tell, and counts as 16).
 * Where that frame does not show yet what the key asked for, up to the first frame that does. The page says what there is
 * to see before a key, `stateNow()`, and whether what the key asked for is there, `hasActed(key, before)`.
 */
export const stopwatch = `
  window.keysDown = []
  const presented = new Map()
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries())
      if (name === 'keydown') presented.set(startTime, duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
  window.taken = () => window.keysDown.map(({ at, late }) => late ?? presented.get(at) ?? 16)
  document.addEventListener('keydown', ({ key, timeStamp }) => {
    const before = window.stateNow()
    const one = { at: timeStamp, late: undefined }
    window.keysDown.push(one)
    const { port1, port2 } = new MessageChannel()
    let frames = 0
    const frame = () => requestAnimationFrame(() => {
      frames += 1
      if (!window.hasActed(key, before)) return frame()
      port1.onmessage = () => { if (frames > 1) one.late = performance.now() - timeStamp }
      port2.postMessage(0)
    })
    frame()
  }, true)
`

/** How long each key took so far, in milliseconds. */
export const taken = (page: Page): Promise<number[]> => page.evaluate('window.taken()')
