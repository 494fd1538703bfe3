import type { EventData } from '#domain/case/event.ts'
import type { RoomEventType } from '#domain/room/room-event.ts'
import { say } from '#web/words/say.ts'
import type { Names } from './names.ts'

type Telling = { names: Names; who: string; by: 'you' | 'desk' | 'one' }

/** What happened to the customer's private room. */
export const roomSentences: { [T in RoomEventType]: (data: EventData[T], telling: Telling) => string } = {
  'room-offered': ({ needs, until }, { names, who, by }) =>
    say(
      '{by, select, you {You} desk {The desk} other {{who}}} gave out a link to the private room, good until {when}. {needs, select, handle {Whoever opens it has to show that the account is theirs.} other {Whoever opens it has to name the address that it went to.}}',
      { by, who, needs, when: names.when(until) },
    ),
  'room-entered': ({ shown, isTold }) =>
    isTold
      ? say(
          'They came into the private room: by the word of a program, the code came from their account. The desk does not read that network itself.',
        )
      : say(
          '{shown, select, mail {They came into the private room: the link had reached their address.} post {They came into the private room: the code was posted from their account.} other {They came into the private room: the code came from their account.}}',
          { shown },
        ),
  'room-link-wanted': () => say('Somebody with an old link has asked for a new one to the private room.'),
  'room-closed': (_, { who, by }) =>
    say('{by, select, you {You} desk {The desk} other {{who}}} closed the private room.', { by, who }),
}
