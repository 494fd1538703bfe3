import { hereZone } from './time-words.ts'

/** What a field of day and time holds, on the wall clock of whoever looks at it; null where it is no moment. */
export function instantAt(text: string): Temporal.Instant | null {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(hereZone()).toInstant()
  } catch {
    return null
  }
}

/** A moment as such a field holds it. */
export const fieldAt = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(hereZone()).toPlainDateTime().toString({ smallestUnit: 'minute' })
