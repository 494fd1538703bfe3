import type { Feeling } from '#domain/case/customers-word.ts'
import { say } from '#web/words/say.ts'

/** What is asked about how the customer found us. */
export function feelingQuestion(feeling: Feeling): string {
  switch (feeling) {
    case 'informed':
      return say('Were they kept informed?')
    case 'respected':
      return say('Were they treated with respect?')
    case 'believed':
      return say('Were they believed?')
    case 'listened':
      return say('Did somebody with the power to help listen?')
  }
}
