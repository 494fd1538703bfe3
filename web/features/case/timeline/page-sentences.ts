import type { EventData } from '#domain/case/event.ts'
import type { Names } from './names.ts'
import { say } from '#web/words/say.ts'

type Telling = { who: string; by: 'you' | 'desk' | 'one'; names: Names }

/** Who was called to a danger, who has it, and that evidence was looked at, as the timeline tells it. */
export const pageSentences = {
  'page-sent': ({ to, rung, round }: EventData['page-sent'], { names }: Telling) =>
    say(
      '{isYou, select, yes {You were called} other {{to} was called}}, {rung}{round, plural, one {: somebody may come to harm.} other {: call #.}}',
      { isYou: names.isMe(to) ? 'yes' : 'no', to: names.member(to), rung: names.rung(rung), round },
    ),
  'page-answered': (_: EventData['page-answered'], { who, by }: Telling) =>
    say('{by, select, you {You said that you have it.} other {{who} said that they have it.}}', { by, who }),
  'page-unanswered': () =>
    say('Nobody has answered, or nobody is on call. Those who lead the desk see an alarm.'),
  'evidence-examined': (_: EventData['evidence-examined'], { who, by }: Telling) =>
    say(
      '{by, select, you {You looked at the files of a message.} other {{who} looked at the files of a message.}}',
      { by, who },
    ),
}
