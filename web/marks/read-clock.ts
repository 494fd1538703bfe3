/** A time of day as somebody types it, written `HH:MM`: `8`, `8.30`, `0830`, `24`. Null where it is none. */
export function readClock(text: string): string | null {
  const [, hour, minute = '00'] = /^\s*(\d{1,2})(?:[:.h]?(\d\d))?\s*$/.exec(text) ?? []
  if (hour === undefined) return null
  const written = `${hour.padStart(2, '0')}:${minute}`
  return /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(written) ? written : null
}
