import type { Pattern } from './mould.ts'

/** The values of a cast's slots, by their numbers. */
export type Values = readonly string[]

/** A pattern with its slots filled. */
export function rendered(pattern: Pattern, values: Values): string {
  let text = ''
  for (const part of pattern) text += typeof part === 'string' ? part : (values[part] ?? '')
  return text
}

/** The same pattern with what is known of its slots written in, so that there is less to fill. */
export function writtenIn(pattern: Pattern, known: Values): Pattern {
  const parts: (string | number)[] = []
  let text = ''
  for (const part of pattern) {
    const is = typeof part === 'string' ? part : known[part]
    if (is) text += is
    else {
      parts.push(...(text === '' ? [] : [text]), part)
      text = ''
    }
  }
  return text === '' ? parts : [...parts, text]
}
