type Values = Readonly<Record<string, string | number>>

const known = new Map<string, readonly string[] | null>()

/**
 * Fills values into a sentence in which they only stand, such as `Answer {name}`: most are so, and to read them as ICU
 * MessageFormat takes a hundred times as long. Null where a value chooses or counts something, or stands nowhere.
 */
export function filledIn(sentence: string, values: Values): string | null {
  let pieces = known.get(sentence)
  if (pieces === undefined) {
    pieces = piecesOf(sentence)
    known.set(sentence, pieces)
  }
  if (!pieces) return null
  let said = ''
  for (const [place, piece] of pieces.entries()) {
    const value = place % 2 === 1 ? values[piece] : piece
    if (value === undefined) return null
    said += String(value)
  }
  return said
}

/** Text and names of values in turn; null for a sentence with braces of another kind, or with MessageFormat's quotes. */
function piecesOf(sentence: string): readonly string[] | null {
  const pieces = sentence.split(/\{(\w+)\}/)
  const isPlain = pieces.every((piece, place) => place % 2 === 1 || !/[{}']/.test(piece))
  return isPlain ? pieces : null
}
