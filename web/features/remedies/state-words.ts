import { say } from '#web/words/say.ts'
import type { Remedy } from './remedies-query.ts'

/** How far a remedy has come, in a word or two. */
export function stateWords(state: Remedy['state']): string {
  switch (state) {
    case 'proposed':
      return say('waits for a signature')
    case 'approved':
      return say('signed, not given yet')
    case 'given':
      return say('given')
    case 'declined':
      return say('declined')
    case 'withdrawn':
      return say('withdrawn')
    case 'reversed':
      return say('came back')
  }
}

/** What a line of the books says has happened. */
export function entryWords(entry: 'approved' | 'given' | 'withdrawn' | 'reversed'): string {
  return entry === 'approved' ? say('signed') : stateWords(entry)
}
