import type { Declared } from './columns.ts'
import { cellFromWords } from './read-cell-words.ts'
import { readWait, waitsWritten } from './read-wait.ts'

/** A value as a row of the document holds it; undefined where nothing is written. */
type Value = string | number | boolean | undefined

const plainNumber = /^-?\d+(?:\.\d+)?$/

/**
 * What was typed into a condition, as the document writes it: a number or a yes and no as such, and words of an enum in
 * quotes where they were left out, so that `refund, repair` means what it says.
 */
export function conditionFrom(typed: string, declared: Declared | null): Value {
  const text = isNotation(typed) ? typed.trim() : cellFromWords(typed, declared)
  if (text === '' || text === '-') return undefined
  switch (declared?.type) {
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text)
    case 'integer':
    case 'decimal':
      return plainNumber.test(text) ? Number(text) : text
    case 'enum':
      return quoted(text, declared.values ?? [])
    case 'duration':
      return waitsWritten(text)
    default:
      return text
  }
}

/** Whether it is written as the document writes it: a number by its dot, a comparison by its sign, words in quotes. */
const isNotation = (typed: string) => /^\s*(?:-?\d+(?:\.\d+)?\s*$|[<>[\]("-])/.test(typed)

/** What was typed into an answer, as the document writes it. */
export function answerFrom(typed: string, declared: Declared | null): Value {
  const isNamed = declared?.type === 'boolean' || declared?.type === 'enum'
  const text = isNamed ? cellFromWords(typed, declared) : typed.trim()
  if (text === '' || text === '-') return undefined
  switch (declared?.type) {
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text)
    case 'integer':
    case 'decimal':
      return plainNumber.test(text) ? Number(text) : text
    case 'enum':
      return text.replace(/^"(.*)"$/, '$1')
    case 'duration':
      return readWait(text) ?? text
    default:
      return text
  }
}

/** Puts quotes round the words of a list, if each is one of the values; else the text stays as it was typed. */
function quoted(text: string, values: readonly string[]): string {
  const inside = /^not\s*\(([^]*)\)$/.exec(text)?.[1]
  const words = (inside ?? text).split(',').map((word) => word.trim())
  if (!words.some((word) => values.includes(word))) return text
  if (!words.every((word) => word === 'unknown' || values.includes(word.replace(/^"(.*)"$/, '$1'))))
    return text
  const list = words
    .map((word) => (word === 'unknown' || word.startsWith('"') ? word : JSON.stringify(word)))
    .join(', ')
  return inside === undefined ? list : `not(${list})`
}
