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
 * away the pauses stay short, and not all processes come back in the same moment.
 */
export function loop(
  name: string,
  step: () => Promise<Temporal.Duration>,
  signal: AbortSignal,
  failed: (name: string, fault: unknown) => void,
): Loop {
  let bell = new AbortController()
  const run = async () => {
    let failures = 0
    while (!signal.aborted) {
      const { signal: rung } = bell
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
      if (rest > 0 && !rung.aborted)
        await sleep(rest, undefined, { signal: AbortSignal.any([rung, signal]) }).catch(() => undefined)
      if (rung.aborted) bell = new AbortController()
    }
  }
  return { wake: () => bell.abort(), done: run() }
}
