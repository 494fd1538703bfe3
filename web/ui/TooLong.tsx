import { locale, say } from '#web/words/say.ts'
import { Note } from './Note.tsx'

/** Whether a text does not fit. It is told and never cut: half a sentence says something else. */
export const isTooLong = (text: string, most: number): boolean => text.length > most

/** By how much a text does not fit; null where it does. */
export const tooLongWords = (text: string, most: number): string | null =>
  isTooLong(text, most)
    ? say(
        '{over, plural, one {This is # character too long.} other {This is # characters too long.}} At most {most} fit. Nothing is cut off: shorten it, or send the rest by itself.',
        { over: text.length - most, most: most.toLocaleString(locale()) },
      )
    : null

/** Says below a field by how much its text does not fit; nothing where it does. */
export function TooLong({ text, most }: { text: string; most: number }) {
  const words = tooLongWords(text, most)
  return words === null ? null : <Note tone="danger">{words}</Note>
}
