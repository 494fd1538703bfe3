import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'

/** The name of a fact as a person says it: `needs-help` is "Needs help". */
export function factName(name: string): string {
  const known = heard(name)
  const words =
    known === name
      ? name
          .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
          .replaceAll(/[-_]/g, ' ')
          .toLowerCase()
      : known
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** One of the values that a fact can have, as a person says it. */
export function choiceWords(type: string, choice: string): string {
  if (type !== 'boolean') return factName(choice)
  return choice === 'true' ? say('Yes') : say('No')
}
