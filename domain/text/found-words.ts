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

/** A word that is looked for, and whether it may be the beginning of one. */
type Term = { pattern: RegExp; goesOn: boolean }

/** What somebody looks for, ready to be found in many texts: as it was typed, and in pieces, by which the search finds it. */
export type Sought = { asTyped: readonly Term[]; inPieces: readonly Term[] }

/** Makes what somebody looks for ready. To make a pattern takes longer than to find it in a text. */
export const soughtWords = (wanted: string): Sought => ({
  asTyped: patternsOf(wanted),
  inPieces: patternsOf(wanted.match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? ''),
})

const patternsOf = (wanted: string): Term[] => {
  const terms = termsOf(wanted)
  return terms.map((term, place) => ({
    pattern: patternOf(bare(term)),
    goesOn: place === terms.length - 1 && mayGoOn(term),
  }))
}

/** A term without the signs around it: the search passes over them, as over which apostrophe it is. */
const bare = (term: string) => term.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') || term

/**
 * Where words begin and end is asked beside the word: a pattern with all letters of all scripts in it takes as long to make as
 * everything else, and each search makes another one.
 */
const patternOf = (word: string) =>
  new RegExp(word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(/['’‘ʼ]/g, "['’‘ʼ]"), 'giu')

/** Where what somebody looks for stands in a text; null where it does not. */
export const foundIn = (text: string, { asTyped }: Sought): Segment[] | null =>
  cut(text, hitsIn(text, asTyped))

function cut(text: string, hits: readonly Hit[]): Segment[] | null {
  const segments: Segment[] = []
  let from = 0
  for (const { start, end } of hits) {
    if (start > from) segments.push({ text: text.slice(from, start), hit: false })
    segments.push({ text: text.slice(start, end), hit: true })
    from = end
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
export function excerptOf(text: string, { asTyped, inPieces }: Sought): Segment[] | null {
  const hits = hitsIn(text, asTyped)
  const terms = hits.length > 0 ? asTyped : inPieces
  const [first] = hits.length > 0 ? hits : hitsIn(text, inPieces)
  if (!first) return null
  const start = wholeWord(text, Math.max(0, first.start - before), 1)
  const end = wholeWord(text, Math.min(text.length, first.end + after), -1)
  const line = text.slice(Math.min(start, first.start), Math.max(end, first.end))
  const lead = start > 0 ? '… ' : ''
  const tail = end < text.length ? ' …' : ''
  const shown = `${lead}${line.replaceAll(/\s+/g, ' ').trim()}${tail}`
  return cut(shown, hitsIn(shown, terms))
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

type Hit = { start: number; end: number }

/** All the words, the last with however it goes on, each from its beginning; what stands first, and no letter twice. */
function hitsIn(text: string, terms: readonly Term[]): Hit[] {
  const all = terms.flatMap((term) => hitsOf(text, term))
  let end = 0
  return all
    .toSorted((a, b) => a.start - b.start)
    .filter((hit) => {
      const isFree = hit.start >= end
      if (isFree) end = hit.end
      return isFree
    })
}

/** A word wherever it stands alone, or begins what goes on. */
function hitsOf(text: string, { pattern, goesOn }: Term): Hit[] {
  // Most texts do not hold it: that is seen without beginning to collect.
  if (text.search(pattern) === -1) return []
  return [...text.matchAll(pattern)].flatMap(({ 0: { length }, index: start }) => {
    // A letter may be as long as two.
    if (endsInLetter.test(text.slice(Math.max(0, start - 2), start))) return []
    const rest = /^[\p{L}\p{N}]*/u.exec(text.slice(start + length, start + length + longestWord))
    const more = rest?.[0].length ?? 0
    return more > 0 && !goesOn ? [] : [{ start, end: start + length + more }]
  })
}

const endsInLetter = /[\p{L}\p{N}]$/u
const longestWord = 2000
