import { say } from '#web/words/say.ts'

/** By what somebody was looked at: what kind of thing was typed, never the thing. */
export function byWhatWords(readAs: string): string {
  switch (readAs) {
    case 'number':
      return say('by a number')
    case 'email':
      return say('by an e-mail address')
    case 'handle':
      return say('by a handle')
    case 'case':
      return say('by a case number')
    case 'name':
      return say('by a name')
    case 'call':
      return say('because they called')
    case 'person':
      return say('as somebody who was known')
    default:
      return say('by too little to find anybody')
  }
}
