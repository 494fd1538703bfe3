import { useEffect, useState } from 'react'

/** Whole seconds until a moment, counted down; zero once it has gone by, or where there is none. */
export function useSecondsUntil(at: string | null): number {
  const left = () =>
    at === null
      ? 0
      : Math.max(0, Math.ceil((Temporal.Instant.from(at).epochMilliseconds - Date.now()) / 1000))
  const [seconds, count] = useState(left)
  useEffect(() => {
    count(left())
    if (left() === 0) return
    const timer = setInterval(() => {
      count(left())
      if (left() === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- the moment is all that it depends on
  }, [at])
  return seconds
}
