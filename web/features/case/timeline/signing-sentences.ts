import type { EventData } from '#domain/case/event.ts'
import { say } from '#web/words/say.ts'
import type { Names } from './names.ts'

type Telling = { names: Names; who: string; by: 'you' | 'desk' | 'one' }

/** How a reply comes to somebody's name, as the timeline tells it. */
export const signingSentences = {
  'signing-asked': ({ signer }: EventData['signing-asked'], { names, who, by }: Telling) =>
    say(
      '{by, select, you {You} other {{who}}} asked {isYou, select, yes {you to put your name} other {{signer} to put their name}} to a reply.',
      { by, who, isYou: names.isMe(signer) ? 'yes' : 'no', signer: names.member(signer) },
    ),
  'signing-edited': (_: EventData['signing-edited'], { who, by }: Telling) =>
    say(
      '{by, select, you {You changed the reply that waits for a name.} other {{who} changed the reply that waits for a name.}}',
      { by, who },
    ),
  'signing-approved': (_: EventData['signing-approved'], { who, by }: Telling) =>
    say('{by, select, you {You put your name to the reply.} other {{who} put their name to the reply.}}', {
      by,
      who,
    }),
  'signing-ended': ({ because }: EventData['signing-ended'], { who, by }: Telling) =>
    because === 'declined'
      ? say(
          '{by, select, you {You did not put your name to the reply: it is its writer’s draft again.} other {{who} did not put their name to the reply: it is its writer’s draft again.}}',
          { by, who },
        )
      : say(
          '{by, select, you {You took back the reply that waited for a name: it is its writer’s draft again.} other {{who} took back the reply that waited for a name: it is its writer’s draft again.}}',
          { by, who },
        ),
}
