import { findPersonalData, type Known } from '#domain/guard/personal-data.ts'
import type { PersonalKind } from '#domain/guard/personal-span.ts'
import { digestOf, newSalt } from '../digest.ts'

/** Signs of a message that are looked at: the beginning of what is longer. */
const longestGuarded = 20_000
const mostRemembered = 5000

/** What was found in texts that were looked at, by a digest that only this process can compute: their words are not kept. */
const remembered = new Map<string, readonly PersonalKind[]>()
const salt = newSalt()

/**
 * The kinds of personal data that everybody can read in a text. It is looked for once, as long as the company's rules are the
 * same: a case with many long posts is opened as quickly as another one.
 */
export function kindsHeld(known: Known): (text: string) => PersonalKind[] {
  const rules = JSON.stringify(known)
  return (text) => {
    const read = text.slice(0, longestGuarded)
    const key = digestOf(salt, rules, read)
    const found = remembered.get(key) ?? [...new Set(findPersonalData(read, known).map(({ kind }) => kind))]
    remember(key, found)
    return [...found]
  }
}

/** Keeps what was found; what was not asked for longest is forgotten first. */
function remember(key: string, found: readonly PersonalKind[]) {
  remembered.delete(key)
  remembered.set(key, found)
  const [oldest] = remembered.keys()
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
}
