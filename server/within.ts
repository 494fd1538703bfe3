import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for something at most so long; what takes longer is not waited for. */
export async function within(most: Temporal.Duration, done: Promise<unknown>): Promise<void> {
  const waiting = new AbortController()
  const timeUp = sleep(most.total('milliseconds'), undefined, { signal: waiting.signal }).catch(
    () => undefined,
  )
  await Promise.race([done, timeUp]).finally(() => waiting.abort())
}
