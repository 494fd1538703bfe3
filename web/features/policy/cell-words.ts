import type { Answer } from '#domain/policy/line.ts'
import { isList } from '#domain/policy/line.ts'
import { withCurrency } from '#web/marks/money-facts.ts'
import { locale, say } from '#web/words/say.ts'
import { rungsCalled, rungTitle } from './rung-titles.ts'
import { waitWords } from './wait-words.ts'

/** The name of a fact, an output or a table as a person says it: `answerIn` is "Answer in"; of an amount, with its currency. */
export function nameWords(name: string): string {
  const words = nameInSentence(name)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The same within a sentence. */
export const nameInSentence = (name: string): string =>
  withCurrency(
    name,
    name
      .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
      .replaceAll(/[-_]/g, ' ')
      .toLowerCase(),
  )

/** Whether a cell lets everything through. */
export const isAnything = (text: string): boolean => text.trim() === '' || text.trim() === '-'

let known = new Map<string, string>()
let knownUnder: unknown

/** A condition in words: `>= 3` is "at least 3", `"a","b"` is "a or b". */
export function cellWords(text: string): string {
  // Rungs may be called something else by now.
  if (knownUnder !== rungsCalled()) {
    known = new Map()
    knownUnder = rungsCalled()
  }
  const key = `${locale()} ${text}`
  const said = known.get(key)
  if (said !== undefined) return said
  // A table says the same few things again and again; lists and numbers are dear to write.
  if (known.size > 5000) known.clear()
  const words = wordsOf(text.trim())
  known.set(key, words)
  return words
}

function wordsOf(cell: string): string {
  if (isAnything(cell)) return say('anything')
  if (cell === 'not(unknown)') return say('known')
  const inside = /^not\s*\(([^]*)\)$/.exec(cell)?.[1]
  if (inside !== undefined) return say('not {values}', { values: oneOf(inside) })
  return oneOf(cell)
}

const oneOf = (cell: string) => either(testsIn(cell).map(testWords))

const either = (words: readonly string[]) =>
  new Intl.ListFormat(locale(), { type: 'disjunction' }).format(words)

const testsIn = (cell: string): string[] => cell.match(/(?:"(?:[^"\\]|\\.)*"|\((?:[^)])*\)|[^,"])+/g) ?? []

function testWords(test: string): string {
  const bare = test.trim()
  const range = /^([[(\]])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])[])$/.exec(bare)
  if (range) {
    const [, open, from = '', to = '', close] = range
    if (open === '[' && close === ']')
      return say('{from} to {to}', { from: literalWords(from), to: literalWords(to) })
    return bare
  }
  const [, sign, value = ''] = /^([<>]=?)?\s*(.+)$/.exec(bare) ?? []
  const amount = literalWords(value)
  switch (sign) {
    case '>=':
      return say('at least {amount}', { amount })
    case '<=':
      return say('at most {amount}', { amount })
    case '>':
      return say('more than {amount}', { amount })
    case '<':
      return say('less than {amount}', { amount })
    default:
      return amount
  }
}

function literalWords(literal: string): string {
  const text = literal.trim()
  if (text === 'unknown') return say('not known')
  if (text === 'true') return say('yes')
  if (text === 'false') return say('no')
  const quoted = /^(?:(?:date and time|date|duration)\()?"((?:[^"\\]|\\.)*)"\)?$/.exec(text)?.[1]
  if (quoted !== undefined) return textWords(quoted.replaceAll(/\\(.)/g, '$1'))
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text).toLocaleString(locale()) : text
}

/** An answer in words: what nothing is said of is "nothing", a time to wait is "4 h". */
export function answerWords(answer: Answer | undefined): string {
  if (answer === null || answer === undefined) return say('nothing')
  if (isList(answer))
    return answer.length === 0 ? say('nothing') : answer.map((one) => answerWords(one)).join(', ')
  if (typeof answer === 'boolean') return answer ? say('yes') : say('no')
  if (typeof answer === 'number') return answer.toLocaleString(locale())
  return textWords(answer)
}

const isWait = /^PT?\d/

const textWords = (text: string): string =>
  rungTitle(text) ??
  (isWait.test(text)
    ? waitWords(text)
    : /^\d{4}-/.test(text)
      ? text
      : text.replaceAll(/(?<=\w)[-_](?=\w)/g, ' '))
