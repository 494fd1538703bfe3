import { fitsInto, lengthIn, type PostRoom } from './post-length.ts'

/** A reply as the posts of a numbered thread, or why it cannot be one. */
export type PostParts = { parts: string[] } | { parts: null; because: 'too-long' | 'unbreakable' }

/**
 * Cuts a reply into the posts of a numbered thread: `1/3 …`, `2/3 …`, `3/3 …`. What fits into one post is one, without a
 * number. Cut between words, at the end of a sentence where that leaves the post at least half full; no word is lost and
 * none is cut.
 */
export function postParts(text: string, room: PostRoom, most: number): PostParts {
  const whole = text.trim()
  if (fitsInto(whole, room)) return { parts: [whole] }
  // The number before each part takes the same room in all of them, whichever they are.
  const number = `${most}/${most} `
  const left = { characters: room.characters - number.length, bytes: room.bytes - number.length }
  const pieces: string[] = []
  for (let rest = whole; rest !== '';) {
    if (pieces.length === most) return { parts: null, because: 'too-long' }
    const end = endOfPart(rest, left)
    if (end === 0) return { parts: null, because: 'unbreakable' }
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return { parts: pieces.map((piece, at) => `${at + 1}/${pieces.length} ${piece}`) }
}

const words = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where the part that begins a text ends: nowhere if its first word is longer than a post. */
function endOfPart(text: string, room: PostRoom): number {
  if (fitsInto(text, room)) return text.length
  let lastBreak = 0
  let lastSentence = 0
  let before = ''
  for (const { index, segment } of words.segment(text)) {
    if (/^\s/.test(segment)) {
      if (!fitsInto(text.slice(0, index), room)) break
      lastBreak = index
      if (/[.!?…:]/.test(before)) lastSentence = index
    }
    before = segment
  }
  return lengthIn(text.slice(0, lastSentence), room) * 2 >= room.characters ? lastSentence : lastBreak
}
