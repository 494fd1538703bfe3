import { fitsInto, type PostRoom } from '../text/post-length.ts'
import { tongueOf } from '../guard/safe-draft.ts'

/** A reply in two: what everybody reads, and what only the customer does. */
export type ShortAndPrivate = { short: string; rest: string }

/** Says to everybody that there is more, and to whom. */
const pointers = { en: 'More to you in private.', de: 'Alles Weitere sagen wir Ihnen unter uns.' } as const

const sentenceEnd = /(?<=[.!?…])\s+|\n+/g

/**
 * Cuts a reply that is too long for one post behind the last whole sentence that leaves room for a word on where the rest is
 * said. None where the first sentence alone is too long: only its writer can say that shorter.
 */
export function shortAndPrivate(text: string, room: PostRoom): ShortAndPrivate | null {
  const whole = text.trim()
  const pointer = pointers[tongueOf(whole)]
  const ends = [...whole.matchAll(sentenceEnd)].map(({ index, 0: gap }) => ({
    at: index,
    next: index + gap.length,
  }))
  const last = ends.findLast(({ at }) => fitsInto(`${whole.slice(0, at)} ${pointer}`, room))
  if (!last) return null
  return { short: `${whole.slice(0, last.at)} ${pointer}`, rest: whole.slice(last.next) }
}
