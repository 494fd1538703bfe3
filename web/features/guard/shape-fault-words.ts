import { shapeLimits, type ShapeFault } from '#domain/guard/own-pattern.ts'
import { say } from '#web/words/say.ts'

/** Why a shape cannot be used, to whoever writes it. */
export function shapeFaultWords(fault: ShapeFault): string {
  switch (fault) {
    case 'size':
      return say('A pattern has between 1 and {most} signs.', { most: shapeLimits.signs })
    case 'too-short':
      return say('A pattern matches at least four signs.')
    case 'digits':
      return say('A pattern asks for at least two digits, so that no ordinary word matches it.')
    case 'repeats':
      return say('A place is repeated by {ways} only, and once.', { ways: '?, {3}, {3,6}' })
    case 'too-often':
      return say('A place is repeated at most {most} times.', { most: shapeLimits.repeats })
    case 'choice-repeats':
      return say('A choice in brackets may be left out, and not be repeated.')
    case 'sign':
      return say('A sign that means more than itself needs a backslash before it.')
    case 'class':
      return say('Between square brackets stand letters, digits and ranges such as A-Z.')
    case 'choice':
      return say('Between round brackets stand words, such as {example}.', { example: '(AB|CD)' })
    case 'choice-begins':
      return say('No word of a choice may be the beginning of another.')
    case 'unclear-end':
      return say('It must be clear where each place ends: what follows may not begin with the same signs.')
  }
}
