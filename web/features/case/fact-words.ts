import type { FactValue } from '#domain/policy/fact.ts'
import { locale, say } from '#web/words/say.ts'

/** The name of a fact as a person says it: `answerIn` is "Answer in", `needs-help` is "Needs help". */
export function factWords(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The value of a fact as a person says it; what is not known is never a blank or a zero. */
export function valueWords(value: FactValue | undefined): string {
  if (value === null || value === undefined) return say('Not known')
  if (typeof value === 'boolean') return value ? say('yes') : say('no')
  return typeof value === 'number' ? value.toLocaleString(locale()) : value.replaceAll('-', ' ')
}
