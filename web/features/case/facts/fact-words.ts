import type { FactValue } from '#domain/policy/fact.ts'
import { withCurrency } from '#web/marks/money-facts.ts'
import { heard } from '#web/words/heard.ts'
import { locale, say } from '#web/words/say.ts'

/** The name of a fact as a person says it: `answerIn` is "Answer in", `needs-help` is "Needs help". */
export function factWords(name: string): string {
  const known = heard(name)
  if (known !== name) return capital(known)
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase()
  return capital(words)
}

/** The same within a sentence. A language in which nouns are written large keeps them so. */
export const factInSentence = (name: string): string => {
  const known = heard(name)
  return known === name ? factWords(name).toLowerCase() : known
}

/** The same as the label of its value: an amount says its currency. */
export const factLabel = (name: string): string => withCurrency(name, factWords(name))

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** The value of a fact as a person says it; what is not known is never a blank or a zero. */
export function valueWords(value: FactValue | undefined): string {
  if (value === null || value === undefined) return say('Not known')
  if (typeof value === 'boolean') return value ? say('yes') : say('no')
  return typeof value === 'number' ? value.toLocaleString(locale()) : heard(value).replaceAll('-', ' ')
}
