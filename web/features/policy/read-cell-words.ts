import { locale, say } from '#web/words/say.ts'
import { cellWords } from './cell-words.ts'
import type { Declared } from './columns.ts'

/**
 * A condition that was typed as the table says it ("at most 40", "yes", "not front or team lead"), as the document writes it;
 * what is in no such words stays as it was typed.
 */
export function cellFromWords(typed: string, declared: Declared | null): string {
  const text = typed.trim()
  if (same(text, say('anything'))) return '-'
  if (same(text, say('known'))) return 'not(unknown)'
  const inside = between(say('not {values}', { values: gap }), text)
  const list = inside?.[0] === undefined ? null : valuesFrom(inside[0], declared)
  if (list !== null) return `not(${list})`
  return valuesFrom(text, declared) ?? text
}

/** Some values with "or" between them; null where one of them is in no words of the table. */
function valuesFrom(text: string, declared: Declared | null): string | null {
  const read = text.split(separators()).map((one) => testFrom(one.trim(), declared))
  return read.some((one) => one === null) ? null : read.join(', ')
}

function testFrom(text: string, declared: Declared | null): string | null {
  for (const [sentence, sign] of comparisons()) {
    const amount = numberFrom(between(sentence, text)?.[0])
    if (amount !== null) return `${sign} ${amount}`
  }
  const ends = between(say('{from} to {to}', { from: gap, to: gap }), text)?.map(numberFrom)
  if (ends?.[0] != null && ends[1] != null) return `[${ends[0]}..${ends[1]}]`
  return literalFrom(text, declared)
}

function literalFrom(text: string, declared: Declared | null): string | null {
  if (same(text, say('not known'))) return 'unknown'
  if (declared?.type === 'boolean')
    return same(text, say('yes')) ? 'true' : same(text, say('no')) ? 'false' : null
  if (declared?.type === 'enum') {
    const value = declared.values?.find(
      (known) => same(text, known) || same(text, cellWords(JSON.stringify(known))),
    )
    return value === undefined ? null : JSON.stringify(value)
  }
  return numberFrom(text)
}

const comparisons = () =>
  [
    [say('at least {amount}', { amount: gap }), '>='],
    [say('at most {amount}', { amount: gap }), '<='],
    [say('more than {amount}', { amount: gap }), '>'],
    [say('less than {amount}', { amount: gap }), '<'],
  ] as const

/** Stands in a sentence for what is filled in. */
const gap = '\u0001'

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** What stands in the gaps of a sentence; null where it is another sentence. */
function between(sentence: string, text: string): string[] | null {
  const shape = sentence.split(gap).map(asIs).join('(.+?)')
  return new RegExp(`^${shape}$`, 'iu').exec(text)?.slice(1) ?? null
}

/** Text that stands for itself in a pattern. */
const asIs = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** What stands between the values of a list, in the language that is spoken: a comma, an "or". */
function separators(): RegExp {
  const parts = new Intl.ListFormat(locale(), { type: 'disjunction' }).formatToParts(['a', 'b', 'c'])
  const words = parts.filter(({ type }) => type === 'literal').map(({ value }) => asIs(value))
  return new RegExp(words.toSorted((one, other) => other.length - one.length).join('|'), 'u')
}

/** A number as it is written where one speaks so: `1,000.5` of a German is 1, of an English reader 1000.5. */
function numberFrom(text: string | undefined): string | null {
  if (text === undefined) return null
  const parts = new Intl.NumberFormat(locale()).formatToParts(-1234567.8)
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const plain = text.trim().replaceAll(sign('group'), '').replace(sign('decimal'), '.')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? plain : null
}
