import { numberWords } from '#web/ui/number-words.ts'
import { say } from '#web/words/say.ts'
import { faultIn, type DeclaredFact } from './read-fact.ts'

/** Why what was typed cannot be entered, as a sentence beside its field; nothing where it can. */
export function factFaultWords(fact: DeclaredFact, text: string): string | undefined {
  const { least, most, decimals } = fact.number ?? { least: null, most: null, decimals: 0 }
  switch (faultIn(fact, text)) {
    case 'no-number':
      return say('This has to be a number.')
    case 'not-whole':
      return say('This has to be a whole number.')
    case 'too-little':
      return say('This cannot be less than {least}.', { least: numberWords(least ?? 0) })
    case 'too-much':
      return say('This cannot be more than {most}.', { most: numberWords(most ?? 0) })
    case 'too-fine':
      return say(
        'This takes at most {count, plural, one {one digit} other {# digits}} after the decimal point.',
        { count: decimals },
      )
    case undefined:
      return undefined
  }
}
