import type { Wake } from '#domain/case/snooze.ts'
import { say } from '#web/words/say.ts'

/** Why a case rests no more, as a plain sentence to a colleague. */
export function wokenSentence(because: Wake, { who, by }: { who: string; by: string }): string {
  switch (because) {
    case 'time':
      return say('Back in the queue: its time of rest is over.')
    case 'customer-wrote':
      return say('Back in the queue: the customer wrote.')
    case 'date-near':
      return say('Back in the queue: a date is near.')
    case 'offered':
      return say('Back in the queue: somebody is asked to take it.')
    case 'new-owner':
      return say('Back in the queue: it has a new owner.')
    case 'not-open':
      return say('Back in the queue: it is closed, or goes on in another case.')
    case 'colleague':
      return say(
        '{by, select, you {You took it back into the queue.} other {{who} took it back into the queue.}}',
        { by, who },
      )
  }
}
