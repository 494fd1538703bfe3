/** How often somebody has failed lately, and when last. */
export type Attempts = { failures: number; newestAt: Temporal.Instant }

/** How much failing is borne before each further try has to wait, and for how long: twice as long each time. */
export type Patience = { free: number; firstWait: Temporal.Duration; longestWait: Temporal.Duration }

const forgottenAfter = Temporal.Duration.from({ hours: 24 })

/** The failures that still count: a day without one and they are forgotten. */
export const failuresAt = ({ failures, newestAt }: Attempts, now: Temporal.Instant): number =>
  Temporal.Instant.compare(newestAt.add(forgottenAfter), now) <= 0 ? 0 : failures

/**
 * When the next try is heard. Five free, then 15 seconds: the sixth failure lets wait 15 seconds, the seventh 30, the
 * eighth a minute, until the longest wait.
 */
export function nextTryAt(attempts: Attempts, { free, firstWait, longestWait }: Patience): Temporal.Instant {
  const beyond = attempts.failures - free
  if (beyond <= 0) return attempts.newestAt
  const doubled = firstWait.total('milliseconds') * 2 ** Math.min(beyond - 1, 40)
  const milliseconds = Math.min(doubled, longestWait.total('milliseconds'))
  return attempts.newestAt.add({ milliseconds })
}
