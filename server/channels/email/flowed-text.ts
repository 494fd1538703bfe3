type Line = { depth: number; words: string }

/**
 * Joins the lines of a paragraph that was broken to be joined again: format=flowed (RFC 3676). Quoted lines
 * join only within their depth, and "-- " is never joined. With `delSp` the space at the break goes as well.
 */
export function unflowed(text: string, delSp: boolean): string {
  const joined: Line[] = []
  let isOpen = false
  for (const line of text.split('\n').map(toLine)) {
    const last = joined.at(-1)
    if (isOpen && last?.depth === line.depth)
      last.words = (delSp ? last.words.slice(0, -1) : last.words) + line.words
    else joined.push(line)
    isOpen = line.words.endsWith(' ') && line.words !== '-- '
  }
  return joined
    .map(({ depth, words }) => (depth > 0 ? `${'>'.repeat(depth)} ${words}`.trimEnd() : words))
    .join('\n')
}

/** Counts the marks of quotation and takes the space away that was stuffed behind them (RFC 3676 section 4.4). */
function toLine(line: string): Line {
  let depth = 0
  while (line[depth] === '>') depth++
  const isStuffed = line[depth] === ' '
  return { depth, words: line.slice(isStuffed ? depth + 1 : depth) }
}
