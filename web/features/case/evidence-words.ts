import { say } from '#web/words/say.ts'

/** What speaks for it that two things belong together, in words. */
export function evidenceWords(evidence: string): string {
  switch (evidence) {
    case 'same-person':
      return say('the same person')
    case 'same-matter':
      return say('the same matter')
    case 'quotes-its-thread':
      return say('it quotes that conversation')
    case 'split-off':
      return say('split off from it')
    case 'given-together':
      return say('given together')
    case 'said-so':
      return say('they said so')
    case 'same-order':
      return say('the same order number')
    case 'same-number':
      return say('the same phone number')
    case 'called-back':
      return say('reached by calling back')
    default:
      return evidence.replaceAll('-', ' ')
  }
}
