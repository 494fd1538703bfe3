import { blanksIn, type Span } from './blanks.ts'

/** A piece of a text, where it begins, and why it is marked. */
export type Piece = { text: string; at: number; mark: 'blank' | 'found' | null }

/** A text cut into what is still to be written, what was found in it and may not stay, and the rest. */
export function cutAtMarks(text: string, found: readonly Span[]): Piece[] {
  const marks = [
    ...blanksIn(text).map((span) => ({ ...span, mark: 'blank' as const })),
    ...found.map((span) => ({ ...span, mark: 'found' as const })),
  ].toSorted((a, b) => a.from - b.from)
  const pieces: Piece[] = []
  let end = 0
  for (const { from, to, mark } of marks) {
    if (from < end) continue
    pieces.push(
      { text: text.slice(end, from), at: end, mark: null },
      { text: text.slice(from, to), at: from, mark },
    )
    end = to
  }
  return [...pieces, { text: text.slice(end), at: end, mark: null }].filter((piece) => piece.text !== '')
}
