/** How much a post of a network may hold: characters as a reader counts them, and bytes as UTF-8 has them. */
export type PostRoom = { characters: number; bytes: number }

const reader = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bytes = new TextEncoder()

/** How long a text is as a reader counts: a family of four with its flag is two characters (UAX #29, grapheme clusters). */
export function charactersIn(text: string): number {
  let count = 0
  for (const _ of reader.segment(text)) count += 1
  return count
}

/** Whether a text fits into one post. */
export const fitsInto = (text: string, room: PostRoom): boolean =>
  charactersIn(text) <= room.characters && bytes.encode(text).length <= room.bytes
