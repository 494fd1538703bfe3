import { setTimeout as sleep } from 'node:timers/promises'
import { Unavailable } from '#domain/unavailable.ts'

export type Loop = {
  /** Asks it to look now rather than at its next look. */
  wake: () => void
  /** Resolves when the step under way at the signal has ended. */
  done: Promise<void>
}

/** There is more to do. */
export const atOnce = Temporal.Duration.from({ seconds: 0 })

/**
 * Does a step again and again until the signal. The step says how long to rest after it, unless woken before.
 * A step that fails is told and tried again with growing pauses: one bad row must not stop the desk. While the database is
 * away the pauses stay short, and not all processes come back in the same moment. Woken from a rest it begins no sooner than
 * `pace` milliseconds after it began the last time.
 */
export function loop(
  name: string,
  step: () => Promise<Temporal.Duration>,
  signal: AbortSignal,
  failed: (name: string, fault: unknown) => void,
  pace = 0,
): Loop {
  const bell = openBell()
  signal.addEventListener('abort', bell.ring, { once: true })
  const run = async () => {
    let failures = 0
    while (!signal.aborted) {
      const began = performance.now()
      bell.silence()
      let rest: number
      try {
        rest = (await step()).total('milliseconds')
        failures = 0
      } catch (fault) {
        if (signal.aborted) return
        const isAway = fault instanceof Unavailable
        if (!isAway || failures === 0) failed(name, fault)
        failures += 1
        rest = isAway ? 200 + Math.random() * 600 : Math.min(100 * 2 ** failures, 30_000)
        // Not woken early: whatever wakes it is likely to fail as well.
        await sleep(rest, undefined, { signal }).catch(() => undefined)
        continue
      }
      if (rest === 0) continue
      await bell.unrung(rest)
      const early = pace - (performance.now() - began)
      if (early > 0 && !signal.aborted) await sleep(early)
    }
  }
  return { wake: bell.ring, done: run() }
}

/** A bell that ends a rest: rung several thousand times a second, it makes no error of each as an abort signal would. */
function openBell() {
  let isRung = false
  let rouse: (() => void) | undefined
  return {
    ring: () => {
      isRung = true
      rouse?.()
    },
    silence: () => {
      isRung = false
    },
    /** Resolves when it rings, or after so many milliseconds; at once where it has rung since it was silenced. */
    async unrung(most: number) {
      if (isRung) return
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        rouse = resolve
        timer = setTimeout(resolve, most)
      })
      clearTimeout(timer)
      rouse = undefined
    },
  }
}
