import { anyDanger, befallsChild, children, dangerWords, sayings, type Danger } from './danger-words.ts'

/** A word of danger, what danger it speaks of, and where it stands. */
export type DangerSpan = { danger: Danger; from: number; to: number }

/** Which list of words judged: named in each event, so that a replay never judges anew. */
export const dangerList = 'danger/1'

const longest = 20_000

/** Negation a few words before: “nobody was hurt”, “kein Feuer”. What stands behind a “but” is not denied any more. */
const denied =
  /(?<![\p{L}])(?:no|not|never|without|nobody|no one|none|neither|nor|isn't|wasn't|weren't|aren't|didn't|doesn't|don't|hasn't|haven't|luckily not|kein|keine|keinen|keiner|keinem|nicht|nie|ohne|niemand|niemanden|weder|noch nie|zum glück nicht)(?: (?!but|aber|sondern|only|nur)\p{L}[\p{L}'-]*){0,3} $/u

/** What is denied still speaks of danger when it is help, air or an end that is missing. */
const missing = /^(?:medicine|cold|choking)$/

/**
 * Words of danger in what a customer wrote, in English and German, in the order in which they stand. Sayings (“you are
 * killing me”, “gas bill”) and denials (“nobody was hurt”) are left out. A word is a reason to look at once, and no verdict.
 */
export function findDanger(text: string): DangerSpan[] {
  const said = smallLetters(text.slice(0, longest))
  if (!anyDanger.test(said)) return []
  const low = withoutSayings(said)
  const found: DangerSpan[] = []
  for (const { danger, words } of dangerWords)
    for (const { 0: word, index } of low.matchAll(words))
      if (missing.test(danger) || !isDenied(low, index))
        found.push({ danger, from: index, to: index + word.length })
  found.push(...childrenIn(low, found))
  return longestOnly(found)
}

/** The kinds of danger that a text speaks of, each once. */
export const dangersIn = (text: string): Danger[] => [
  ...new Set(findDanger(text).map(({ danger }) => danger)),
]

/** In small letters, letter for letter, with plain apostrophes. */
function smallLetters(text: string): string {
  const low = text.toLowerCase()
  return (low.length === text.length ? low : text).replaceAll(/[’‘`´]/g, "'")
}

const withoutSayings = (low: string) =>
  sayings.reduce((text, saying) => text.replaceAll(saying, (part) => '·'.repeat(part.length)), low)

const isDenied = (low: string, at: number) => denied.test(low.slice(Math.max(0, at - 60), at))

/** Children in a sentence that says what befell them, or speaks of danger. */
function childrenIn(low: string, found: readonly DangerSpan[]): DangerSpan[] {
  return [...low.matchAll(/[^.!?\n]+/g)].flatMap(({ 0: sentence, index }) => {
    const end = index + sentence.length
    const isGrave = found.some(({ from }) => from >= index && from < end)
    if (!isGrave && sentence.search(befallsChild) < 0) return []
    return [...sentence.matchAll(children)].map(({ 0: word, index: at }): DangerSpan => ({
      danger: 'child',
      from: index + at,
      to: index + at + word.length,
    }))
  })
}

/** Of words that overlap the longest, in the order in which they stand. */
function longestOnly(found: readonly DangerSpan[]): DangerSpan[] {
  const kept: DangerSpan[] = []
  for (const span of found.toSorted((a, b) => b.to - b.from - (a.to - a.from)))
    if (kept.every(({ from, to }) => span.to <= from || span.from >= to)) kept.push(span)
  return kept.toSorted((a, b) => a.from - b.from)
}
