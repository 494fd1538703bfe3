import type { EventData } from '#domain/case/event.ts'
import { dangerWords } from './danger-word.ts'
import { say } from '#web/words/say.ts'

type Telling = { who: string; by: 'you' | 'desk' | 'one' }

/** What happens to words of danger, as the timeline tells it. */
export const dangerSentences = {
  'danger-proposed': ({ words }: EventData['danger-proposed']) =>
    say(
      'The message speaks of danger: {words}. Policy takes it for a danger to safety until somebody has looked.',
      {
        words: dangerWords(words),
      },
    ),
  'danger-dismissed': (_: EventData['danger-dismissed'], { who, by }: Telling) =>
    say('{by, select, you {You looked: there is no danger.} other {{who} looked: there is no danger.}}', {
      by,
      who,
    }),
}
