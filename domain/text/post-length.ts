/**
 * How much a post of a network may hold: characters as the network counts them, and bytes as UTF-8 has them. Counted as a
 * reader does (`graphemes`) unless it counts the code points of Unicode.
 */
export type PostRoom = { characters: number; bytes: number; counts?: 'graphemes' | 'code-points' | undefined }

const reader = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bytes = new TextEncoder()

/** How long a text is as a reader counts: a family of four with its flag is two characters (UAX #29, grapheme clusters). */
export function charactersIn(text: string): number {
  let count = 0
  for (const _ of reader.segment(text)) count += 1
  return count
}

/** How long a text is where it is posted. */
export const lengthIn = (text: string, { counts }: PostRoom): number =>
  counts === 'code-points' ? Array.from(text).length : charactersIn(text)

/** How much more fits, in what runs out first; less than nothing where it is too long. */
export function roomLeft(text: string, room: PostRoom): { left: number; unit: 'characters' | 'bytes' } {
  const characters = room.characters - lengthIn(text, room)
  const octets = room.bytes - bytes.encode(text).length
  return octets < characters ? { left: octets, unit: 'bytes' } : { left: characters, unit: 'characters' }
}

/** Whether a text fits into one post. */
export const fitsInto = (text: string, room: PostRoom): boolean => roomLeft(text, room).left >= 0
