/** A text cut into what was looked for and the rest. */
export type Segment = { text: string; hit: boolean }

const mostTerms = 8

/** The words that somebody looks for. */
const termsOf = (wanted: string): string[] => wanted.trim().split(/\s+/).filter(Boolean).slice(0, mostTerms)

/** Whether a last word may go on: the beginning of two letters begins too much. */
const mayGoOn = (term: string) => term.length >= 3 || /[^\p{ASCII}]./u.test(term)

/**
 * What somebody looks for as a text-search query of PostgreSQL: all words, the last of which may be the beginning of one.
 * Each is quoted, so that what a person types is never read as an operator.
 */
export function searchQuery(wanted: string): string {
  const terms = termsOf(wanted)
  return terms
    .map((term, place) => {
      const quoted = `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
      return place === terms.length - 1 && mayGoOn(term) ? `${quoted}:*` : quoted
    })
    .join(' & ')
}

/** Where what somebody looks for stands in a text; null where it does not. */
export function foundIn(text: string, wanted: string): Segment[] | null {
  const pattern = patternOf(wanted)
  if (!pattern) return null
  const segments: Segment[] = []
  let from = 0
  for (const { 0: hit, index } of text.matchAll(pattern)) {
    if (index > from) segments.push({ text: text.slice(from, index), hit: false })
    segments.push({ text: hit, hit: true })
    from = index + hit.length
  }
  if (segments.length === 0) return null
  if (from < text.length) segments.push({ text: text.slice(from), hit: false })
  return segments
}

const before = 48
const after = 110

/**
 * The line of a long text in which the first of what somebody looks for stands: as it was typed, or else in pieces, by
 * which the search finds it.
 */
export function excerptOf(text: string, wanted: string): Segment[] | null {
  const pieces = wanted.match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? ''
  const sought = patternOf(wanted)?.test(text) ? wanted : pieces
  const first = patternOf(sought)?.exec(text)
  if (!first) return null
  const start = wholeWord(text, Math.max(0, first.index - before), 1)
  const end = wholeWord(text, Math.min(text.length, first.index + first[0].length + after), -1)
  const line = text.slice(Math.min(start, first.index), Math.max(end, first.index + first[0].length))
  const lead = start > 0 ? '… ' : ''
  const tail = end < text.length ? ' …' : ''
  return foundIn(`${lead}${line.replaceAll(/\s+/g, ' ').trim()}${tail}`, sought)
}

/** The nearest place from there at which no word is cut; a word longer than a line is. */
function wholeWord(text: string, place: number, towards: 1 | -1): number {
  if (place === 0 || place === text.length) return place
  for (let step = 0; step < 24; step++) {
    const here = place + step * towards
    if (/\s/.test(text[here] ?? ' ')) return here
  }
  return place
}

/** A term without the signs around it: the search passes over them, as over which apostrophe it is. */
const bare = (term: string) => term.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') || term

/** All the words, the last with however it goes on, each from its beginning. */
function patternOf(wanted: string): RegExp | null {
  const terms = termsOf(wanted)
  if (terms.length === 0) return null
  const written = terms.map((term, place) => {
    const literal = bare(term)
      .replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
      .replaceAll(/['’‘ʼ]/g, "['’‘ʼ]")
    return place === terms.length - 1 && mayGoOn(term)
      ? String.raw`${literal}[\p{L}\p{N}]*`
      : String.raw`${literal}(?![\p{L}\p{N}])`
  })
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${written.join('|')})`, 'giu')
}
