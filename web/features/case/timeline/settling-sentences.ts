import type { Said, Way } from '#domain/case/customers-word.ts'
import type { EventData } from '#domain/case/event.ts'
import type { SettlingEventData } from '#domain/case/settling-event.ts'
import type { Ground } from '#domain/case/closing.ts'
import { feltWords } from '#web/marks/felt-words.ts'
import { say } from '#web/words/say.ts'

type Telling = { names: { when(instant: string): string }; who: string; by: 'you' | 'desk' | 'one' }
type Sentences = { [T in keyof SettlingEventData]: (data: EventData[T], telling: Telling) => string }

/** What happened on the way from a deed to the customer's word, as plain sentences to a colleague. */
export const settlingSentences: Sentences = {
  'action-done': (_, { who, by }) =>
    say('{by, select, you {You wrote down what was done.} other {{who} wrote down what was done.}}', {
      by,
      who,
    }),
  'customer-heard': ({ says, way }) => say('{what}: {way}.', { what: saidWords(says), way: wayWords(way) }),
  'feelings-heard': ({ feelings }, { who, by }) => {
    const what = feltWords(feelings)
    return by === 'you'
      ? say('You noted how they found us: {what}.', { what })
      : say('{who}, on how they found us: {what}.', { who, what })
  },
  'attempt-made': ({ triedAt }, { names, who, by }) =>
    say(
      '{by, select, you {You rang to ask whether it is settled, {when}, and reached nobody.} other {{who} rang to ask whether it is settled, {when}, and reached nobody.}}',
      { by, who, when: names.when(triedAt) },
    ),
  'case-verified': ({ because }, { who, by }) =>
    because === 'quiet'
      ? say('Verified: nobody has been heard for two weeks.')
      : say(
          '{by, select, you {You looked, and what was promised is done.} other {{who} looked, and what was promised is done.}}',
          { by, who },
        ),
}

/** What the customer says of how it stands. */
export function saidWords(says: Said): string {
  switch (says) {
    case 'settled':
      return say('The customer says that it is settled')
    case 'not-settled':
      return say('The customer says that it is not settled')
    case 'disagree':
      return say('The customer says that our answer is wrong')
    case 'nobody-answers':
      return say('The customer says that nobody answers')
  }
}

/** By which way they said it, at the end of a sentence. */
export function wayWords(way: Way): string {
  switch (way) {
    case 'message':
      return say('in their message')
    case 'call':
      return say('on the phone')
    case 'room':
      return say('in their room')
    case 'status-page':
      return say('on the status page')
    case 'counter':
      return say('at the counter')
  }
}

/** What a closed case rests on, in the middle of a sentence. */
export function groundWords(ground: Ground): string {
  switch (ground) {
    case 'word':
      return say('by the customer’s word')
    case 'silence':
      return say('after we asked and heard nothing')
    case 'deadlock':
      return say('after a second no that they do not accept')
    case 'asks-nothing':
      return say('because nothing was asked of us')
    case 'nobody-to-ask':
      return say('because nobody is left who could be asked')
  }
}
