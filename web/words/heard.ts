import { datesHeard } from './heard-dates.ts'
import { locale } from './say.ts'

/** What the desk says by itself, by its English: `{name}` stands for whatever stands there, `{what}` for more of that. */
type Heard = Readonly<Record<string, string>>

type Pattern = { shape: RegExp; translated: string }

let whole: ReadonlyMap<string, string> = new Map()
let patterns: readonly Pattern[] = []
const remembered = new Map<string, string>()

/** From here on what the desk says is heard in this language. What the catalogue lacks stays English. */
export function listenIn(catalogue: Heard): void {
  const sentences = Object.entries(catalogue)
  remembered.clear()
  whole = new Map(sentences)
  patterns = sentences
    .filter(([english]) => english.search(hole) >= 0)
    // Of two that fit, the one that says more by itself is meant.
    .toSorted(([one], [other]) => fixedIn(other) - fixedIn(one))
    .map(([english, translated]) => ({ shape: shapeOf(english), translated }))
}

/**
 * What the desk said (a refusal, why a connection does not answer, the title of a rung that came with the starter policy) in
 * the language of who looks. The desk speaks English to programs and people alike, so this is where it is understood: one
 * sentence, or several after each other; names and numbers in it stay.
 */
export function heard(english: string): string {
  const before = remembered.get(english)
  if (before !== undefined) return before
  const now = datesHeard(understood(english, true) ?? english)
  remembered.set(english, now)
  return now
}

function understood(english: string, isOfUs = false): string | undefined {
  return (
    known(english, holdsOneSentence) ??
    told(english, allUnderstood) ??
    behindName(english) ??
    known(english, holdsAnything) ??
    (isOfUs ? told(english, someUnderstood) : undefined)
  )
}

/** A sentence or a phrase that is in the catalogue, whatever stands at its holes. */
function known(english: string, mayHold: (value: string) => boolean): string | undefined {
  const written = whole.get(english)
  if (written !== undefined) return written
  for (const { shape, translated } of patterns) {
    const values = shape.exec(english)?.groups
    if (!values || !Object.values(values).every(mayHold)) continue
    // "Ada from Berlin" are no bounds of a number, as "a whole number from 1" has them.
    if (values['what'] !== undefined && understood(values['what']) === undefined) continue
    return translated.replaceAll(hole, (_, name: string) => valueHeard(values[name] ?? ''))
  }
  return undefined
}

const hole = /\{([a-z]\w*)\}/gi
const sentenceEnds = /(?<=[.!?…][”"]?) (?=[\p{Lu}“"])/u
const holdsOneSentence = (value: string) => !sentenceEnds.test(value) && !value.includes(': ')
const holdsAnything = () => true

/** What stands at a hole: something the desk says, several of that in a list, or a name, a number, somebody's words. */
const valueHeard = (value: string): string => understood(value, sentenceEnds.test(value)) ?? listHeard(value)

function listHeard(value: string): string {
  const named = value.split(/, and | and |, /)
  const each = named.map((one) => known(one, holdsOneSentence))
  if (/ and [^,]*$/.test(value) && each.every((one, at) => one !== undefined || isNumber(named[at])))
    return new Intl.ListFormat(locale()).format(each.map((one, at) => one ?? named[at] ?? ''))
  return value
    .split(/(; |, )/)
    .map((one) => known(one, holdsOneSentence) ?? one)
    .join('')
}

const isNumber = (text: string | undefined) => text !== undefined && /^\d+$/.test(text)

/** Several sentences after each other, the longest stretch first that is understood. */
function told(english: string, isEnough: (heardOf: number, of: number) => boolean): string | undefined {
  for (const ends of [sentenceEnds, /(?<=;) /]) {
    const pieces = english.split(ends)
    if (pieces.length === 1) continue
    const { said, heardOf } = heardAlong(pieces)
    if (isEnough(heardOf, said.length)) return said.join(' ')
  }
  return undefined
}

const allUnderstood = (heardOf: number, of: number) => heardOf === of
const someUnderstood = (heardOf: number) => heardOf > 0

function heardAlong(pieces: readonly string[]): { said: string[]; heardOf: number } {
  const said: string[] = []
  let heardOf = 0
  for (let from = 0, until = 0; from < pieces.length; from = until) {
    until = Math.min(from + mostSentences, pieces.length)
    const stretch = () => pieces.slice(from, until).join(' ')
    let found = known(stretch(), holdsOneSentence)
    while (found === undefined && until > from + 1) {
      until -= 1
      found = known(stretch(), holdsOneSentence)
    }
    found ??= pieceHeard(stretch())
    said.push(found ?? stretch())
    if (found !== undefined) heardOf += 1
  }
  return { said, heardOf }
}

/** As many sentences as one refusal has at most. */
const mostSentences = 4

/** One piece, which may have got a stop or a semicolon behind it. */
function pieceHeard(piece: string): string | undefined {
  for (const bare of new Set([piece, piece.replace(/[.;]$/, '')])) {
    const found = known(bare, holdsOneSentence) ?? behindName(bare)
    if (found !== undefined) return piece.replace(bare, () => found)
  }
  return undefined
}

/** A sentence behind the name of what it is about: a field, a host, a place in a document. */
function behindName(english: string): string | undefined {
  const [, name, rest] = /^([^;]+?): ([^;]+)$/.exec(english) ?? []
  const found = rest === undefined ? undefined : (known(rest, holdsOneSentence) ?? behindName(rest))
  return name === undefined || found === undefined ? undefined : `${valueHeard(name)}: ${found}`
}

const fixedIn = (english: string) => english.replaceAll(hole, '').length

const shapeOf = (english: string) =>
  new RegExp(
    `^${english
      .split(hole)
      .map((piece, place) =>
        place % 2 === 1 ? `(?<${piece}>.+)` : piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('')}$`,
    's',
  )
