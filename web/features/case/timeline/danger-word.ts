import type { Danger } from '#domain/danger/danger-words.ts'
import { locale, say } from '#web/words/say.ts'

/** Kinds of danger, as a colleague reads them. */
export const dangerWords = (dangers: readonly Danger[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(dangers.map(dangerWord))

function dangerWord(danger: Danger): string {
  switch (danger) {
    case 'fire':
      return say('fire')
    case 'smoke':
      return say('smoke')
    case 'burn':
      return say('burns')
    case 'explosion':
      return say('an explosion')
    case 'gas':
      return say('gas')
    case 'electric-shock':
      return say('an electric shock')
    case 'overheating':
      return say('overheating')
    case 'injury':
      return say('an injury')
    case 'hospital':
      return say('a hospital')
    case 'food':
      return say('food that makes ill')
    case 'poison':
      return say('poison')
    case 'choking':
      return say('choking')
    case 'allergy':
      return say('an allergy')
    case 'child':
      return say('a child')
    case 'medicine':
      return say('medicine')
    case 'cold':
      return say('no heating for somebody frail')
    case 'trapped':
      return say('somebody locked in')
    case 'violence':
      return say('violence')
    case 'self-harm':
      return say('somebody who may harm themselves')
    case 'death':
      return say('danger to life')
  }
}
