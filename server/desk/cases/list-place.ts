import { Refusal } from '#domain/refusal.ts'
import type { Place } from '#server/store/case-filter.ts'
import { isUuid } from '#server/store/is-uuid.ts'

/** Whether a text is an instant as our lists give it back: one that exists. */
export function isPlace(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return false
  try {
    return Temporal.Instant.from(text).epochMilliseconds > -62_000_000_000_000
  } catch {
    return false
  }
}

/** A place in a list, as whoever reads the list gives it back. */
export const placeText = ({ at, id }: Place): string => Buffer.from(`${at} ${id}`).toString('base64url')

/** Reads such a place; null where none is given. */
export function readPlace(name: 'after' | 'until', text: string | undefined): Place | null {
  if (text === undefined) return null
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  if (!isPlace(at) || !isUuid(id))
    throw new Refusal('invalid', `${name}: this is not a position that a list has given.`)
  return { at, id }
}
