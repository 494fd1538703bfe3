import { say } from '#web/words/say.ts'

/** What somebody decided about a reply in doubt. */
export type Fate = 'sent-again' | 'arrived'

/** What was decided, in a sentence. */
export const fateWords = (fate: Fate): string =>
  fate === 'sent-again'
    ? say('It is being sent again, under the same id. The case shows whether it leaves.')
    : say('Written down: it arrived.')
