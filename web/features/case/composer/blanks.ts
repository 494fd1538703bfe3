/** What a template left to be written, or could not fill: a reply is refused while it stands there. */
const blank = /\[\[[^[\]]*\]\]|\{\{[^{}]*\}\}/g

export type Span = { from: number; to: number }

/** Where the blanks of a text are. */
export const blanksIn = (text: string): Span[] =>
  [...text.matchAll(blank)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }))

/** The next blank on from a place, or the one before it; none where the text holds no more in that direction. */
export function blankFrom(text: string, { from, to }: Span, backwards = false): Span | undefined {
  const blanks = blanksIn(text)
  return backwards
    ? blanks.findLast((one) => one.to <= from && one.from < from)
    : blanks.find((one) => one.from >= to)
}

/** A text cut into what is written and what is blank, each with its place. */
export function cutAtBlanks(text: string): { text: string; at: number; isBlank: boolean }[] {
  let end = 0
  const parts = blanksIn(text).flatMap(({ from, to }) => {
    const before = { text: text.slice(end, from), at: end, isBlank: false }
    end = to
    return [before, { text: text.slice(from, to), at: from, isBlank: true }]
  })
  return [...parts, { text: text.slice(end), at: end, isBlank: false }].filter((part) => part.text !== '')
}
