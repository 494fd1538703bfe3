import type { PersonalSpan } from './personal-span.ts'

/** How a company writes a number of its own: what it is called, and its shape. */
export type OwnPattern = { name: string; shape: string }

/** Why a shape cannot be used. */
export type ShapeFault =
  | 'size'
  | 'too-short'
  | 'digits'
  | 'repeats'
  | 'too-often'
  | 'choice-repeats'
  | 'sign'
  | 'class'
  | 'choice'
  | 'choice-begins'
  | 'unclear-end'

/** One place of a shape: which signs may stand there, and how often. */
type Place = { source: string; signs: string; atLeast: number; atMost: number }

/** How long a shape may be, and how often one of its places may be repeated. */
export const shapeLimits = { signs: 80, repeats: 40 }
const { signs: longest, repeats: mostRepeats } = shapeLimits
const asciiSigns = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')

/**
 * What is wrong with a shape; nothing where it can be used. A shape is a small part of a regular expression:
 * letters and digits as they are, `\d`, `[A-Z]`, `(AB|CD)`, and after each of them `?`, `{3}` or `{3,6}`.
 * Where one place may end its repeats the next sign decides which: so a shape is matched in one pass, whatever the text.
 */
export function faultInShape(shape: string): ShapeFault | undefined {
  if (shape.length === 0 || shape.length > longest) return 'size'
  const places = readShape(shape)
  if (typeof places === 'string') return places
  const least = places.reduce((sum, { atLeast }) => sum + atLeast, 0)
  if (least < 4) return 'too-short'
  const digits = places
    .filter(({ signs }) => /^\d+$/.test(signs))
    .reduce((sum, { atLeast }) => sum + atLeast, 0)
  if (digits < 2) return 'digits'
  return ambiguity(places)
}

/** Where a text holds a number of the company's own. */
export function findOwn(text: string, patterns: readonly OwnPattern[]): PersonalSpan[] {
  return patterns.flatMap(({ name, shape }) => {
    const compiled = compile(shape)
    if (!compiled) return []
    return [...text.matchAll(compiled)].map(({ 0: found, index }): PersonalSpan => ({
      kind: 'account',
      from: index,
      to: index + found.length,
      called: name,
    }))
  })
}

const compiledShapes = new Map<string, RegExp | null>()

function compile(shape: string): RegExp | null {
  const known = compiledShapes.get(shape)
  if (known !== undefined) return known
  const places = faultInShape(shape) ?? readShape(shape)
  const made =
    typeof places === 'string'
      ? null
      : new RegExp(
          String.raw`(?<![\p{L}\d])${places.map(({ source }) => source).join('')}(?![\p{L}\d])`,
          'giu',
        )
  if (compiledShapes.size < 500) compiledShapes.set(shape, made)
  return made
}

/** Reads a shape place by place, or says what cannot be read. */
function readShape(shape: string): Place[] | ShapeFault {
  const places: Place[] = []
  let rest = shape
  while (rest !== '') {
    const read = readSigns(rest)
    if (typeof read === 'string') return read
    rest = rest.slice(read.length)
    const often = /^(?:\?|\{(\d{1,2})(?:,(\d{1,2}))?\})/.exec(rest)
    rest = rest.slice(often?.[0].length ?? 0)
    if (/^[?{*+]/.test(rest)) return 'repeats'
    const atLeast = often === null ? 1 : often[0] === '?' ? 0 : Number(often[1])
    const atMost = often === null || often[0] === '?' ? 1 : Number(often[2] ?? often[1])
    if (atMost < atLeast || atMost > mostRepeats || atMost === 0) return 'too-often'
    if (read.isGroup && atMost > 1) return 'choice-repeats'
    places.push({
      source: read.source + (often?.[0] ?? ''),
      signs: read.signs,
      atLeast: atLeast * read.least,
      atMost,
    })
  }
  return places
}

type Signs = { length: number; source: string; signs: string; least: number; isGroup: boolean }

const one = (length: number, source: string, signs: string): Signs => ({
  length,
  source,
  signs,
  least: 1,
  isGroup: false,
})

/** The signs that may stand in the first place of what is left of a shape. */
function readSigns(rest: string): Signs | ShapeFault {
  const [first = ''] = rest
  if (rest.startsWith('\\d')) return one(2, '[0-9]', '0123456789')
  const escaped = /^\\([-./#_ ()[\]{}?*+|\\])/.exec(rest)
  if (escaped?.[1] !== undefined) return one(2, literal(escaped[1]), escaped[1])
  if (first === '[') return readClass(rest)
  if (first === '(') return readChoice(rest)
  if (/^[\p{L}\d\-/#_ ]$/u.test(first)) return one(1, literal(first), bothCases(first))
  return 'sign'
}

function readClass(rest: string): Signs | ShapeFault {
  const [whole, inside = ''] = /^\[((?:[A-Za-z\d]-[A-Za-z\d]|[A-Za-z\d])+)\]/.exec(rest) ?? []
  if (whole === undefined) return 'class'
  let signs = ''
  for (const [range] of inside.matchAll(/.-.|./g)) {
    const [from = '', to = from] = range.split('-')
    if (from > to) return 'class'
    signs += asciiSigns.slice(asciiSigns.indexOf(from), asciiSigns.indexOf(to) + 1)
  }
  return { length: whole.length, source: `[${inside}]`, signs: bothCases(signs), least: 1, isGroup: false }
}

function readChoice(rest: string): Signs | ShapeFault {
  const [whole, inside = ''] = /^\(([A-Za-z\d|-]+)\)/.exec(rest) ?? []
  if (whole === undefined) return 'choice'
  const words = inside.toLowerCase().split('|')
  if (words.includes('')) return 'choice'
  const isBegun = words.some((word, at) =>
    words.some((other, place) => at !== place && other.startsWith(word)),
  )
  if (isBegun) return 'choice-begins'
  return {
    length: whole.length,
    source: `(?:${inside.split('|').map(literalWord).join('|')})`,
    signs: bothCases(words.map((word) => word.charAt(0)).join('')),
    least: Math.min(...words.map(({ length }) => length)),
    isGroup: true,
  }
}

/** Two places that could take the same sign, one after the other, without anything that says where the first ends. */
function ambiguity(places: readonly Place[]): ShapeFault | undefined {
  for (const [at, place] of places.entries()) {
    const { atLeast, atMost, signs } = place
    const isOpen = atMost > 1 ? !isFixed(place) : atLeast === 0
    if (!isOpen) continue
    for (const next of places.slice(at + 1)) {
      if (Array.from(next.signs).some((sign) => signs.includes(sign))) return 'unclear-end'
      if (next.atLeast > 0) break
    }
  }
  return undefined
}

const isFixed = ({ atLeast, atMost }: Place) => atLeast >= atMost

const bothCases = (signs: string) => signs.toLowerCase() + signs.toUpperCase()

const literal = (sign: string) => (/[\p{L}\d_# -]/u.test(sign) ? sign : `\\${sign}`)

const literalWord = (word: string) => Array.from(word, literal).join('')
