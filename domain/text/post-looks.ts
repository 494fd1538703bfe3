/**
 * When a post is looked at again, to see whether its author has changed or deleted it: often while it is new, when most is
 * deleted, daily until it is a month old, then no more.
 */
export function nextLook(postedAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | null {
  const hours = postedAt.until(now).total('hours')
  if (hours < 1) return now.add({ seconds: 15 })
  if (hours < 24) return now.add({ minutes: 10 })
  if (hours < 30 * 24) return now.add({ hours: 24 })
  return null
}
