import { useSyncExternalStore } from 'react'

const everyMs = 15_000

let now = Temporal.Now.instant()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  now = Temporal.Now.instant()
  for (const heard of listeners) heard()
}

/** Hears when the present moment has moved on, until it is called off. */
export function listenToClock(heard: () => void): () => void {
  if (listeners.size === 0) {
    // Nobody has looked since: what was the present then is long past.
    now = Temporal.Now.instant()
    timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
  }
  listeners.add(heard)
  return () => {
    listeners.delete(heard)
    if (listeners.size > 0) return
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
  }
}

/** The present moment, the same for all that is on the screen, and never much more than a quarter of a minute old. */
export const useNow = (): Temporal.Instant => useSyncExternalStore(listenToClock, () => now)
