import { useSyncExternalStore } from 'react'

const everyMs = 15_000

let now = Temporal.Now.instant()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  now = Temporal.Now.instant()
  for (const heard of listeners) heard()
}

function listen(heard: () => void) {
  listeners.add(heard)
  timer ??= setInterval(tick, everyMs)
  document.addEventListener('visibilitychange', tick)
  return () => {
    listeners.delete(heard)
    document.removeEventListener('visibilitychange', tick)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present moment, the same for all that is on the screen, and never much more than a quarter of a minute old. */
export const useNow = (): Temporal.Instant => useSyncExternalStore(listen, () => now)
