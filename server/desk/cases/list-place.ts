/** Whether a text is an instant as our lists give it back: one that exists. */
export function isPlace(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return false
  try {
    return Temporal.Instant.from(text).epochMilliseconds > -62_000_000_000_000
  } catch {
    return false
  }
}

/** Whether a text is an id of ours. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
