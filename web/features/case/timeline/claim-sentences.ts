import type { EventData } from '#domain/case/event.ts'
import type { ClaimEventType } from '#domain/claim/claim-event.ts'
import type { Method } from '#domain/claim/claim.ts'
import { showsOnly } from '#domain/claim/shows-only.ts'
import { claimWords, methodWords } from '#web/marks/claim-words.ts'
import { numberWords } from '#web/ui/number-words.ts'
import { say } from '#web/words/say.ts'
import type { Names } from './names.ts'

type Telling = { names: Names; who: string; by: 'you' | 'desk' | 'one' }

/** A number of followers; none where it is closed to whoever reads. */
const known = (followers: unknown): number | null => (typeof followers === 'number' ? followers : null)

/** What a code or a sign-in shows is whose the account is, and no more. */
const shownSentence = (method: Method): string =>
  showsOnly(method) === null
    ? say('What they say is confirmed, {how}.', { how: methodWords(method) })
    : say('{what, select, site {The site} other {The account}} is theirs: shown {how}.', {
        what: showsOnly(method) ?? 'account',
        how: methodWords(method),
      })

/** What happened to something that the customer says and that can be verified; in no sentence do we say that it is not so. */
export const claimSentences: { [T in ClaimEventType]: (data: EventData[T], telling: Telling) => string } = {
  'claim-made': ({ kind, followers, warns }, { who, by }) =>
    say(
      '{by, select, you {You wrote down what they say: {what}{warns, select, yes {; and that they will go public} other {}}.} other {{who} wrote down what they say: {what}{warns, select, yes {; and that they will go public} other {}}.}}',
      { by, who, what: claimWords(kind, known(followers)), warns: warns ? 'yes' : 'no' },
    ),
  'claim-code-issued': ({ until }, { names, who, by }) =>
    say(
      '{by, select, you {You gave them a code to post, until {when}.} other {{who} gave them a code to post, until {when}.}}',
      { by, who, when: names.when(until) },
    ),
  'claim-code-elsewhere': () =>
    say('The code came from another account. It was noted, and nothing rests on it.'),
  'claim-sign-in-offered': ({ until }, { names, who, by }) =>
    say(
      '{by, select, you {You gave them a link to sign in with their network, until {when}.} other {{who} gave them a link to sign in with their network, until {when}.}}',
      { by, who, when: names.when(until) },
    ),
  'claim-sign-in-elsewhere': () =>
    say('Another account signed in than the one they named. It was noted, and nothing rests on it.'),
  'claim-checked': ({ method, found }) =>
    say(
      '{found, select, unreachable {{method, select, dns {The DNS of their domain} other {Their site}} could not be reached.} other {{method, select, dns {The DNS of their domain} other {Their site}} does not hold the code yet.}}',
      { method, found },
    ),
  'claim-verified': ({ method }, { who, by }) =>
    by === 'desk'
      ? shownSentence(method)
      : say(
          '{by, select, you {You confirmed what they say, {how}.} other {{who} confirmed what they say, {how}.}}',
          { by, who, how: methodWords(method) },
        ),
  'claim-counted': ({ followers }) =>
    typeof followers === 'number'
      ? say('The network itself counts {count} who follow this account.', { count: numberWords(followers) })
      : say('The network itself has counted who follows this account.'),
  'claim-refuted': ({ because }, { who, by }) => {
    if (because === 'look-alike')
      return say(
        'An account that looks alike and is another has answered. Nothing rests on it; all that is owed stays.',
      )
    return say(
      '{by, select, you {You could not confirm what they say. All that is owed stays.} other {{who} could not confirm what they say. All that is owed stays.}}',
      { by, who },
    )
  },
  'claim-expired': ({ because }) =>
    because === 'over'
      ? say('What they say was confirmed long ago, so nothing rests on it any more. All that is owed stays.')
      : say('Nothing has shown it in time, so nothing rests on what they say. All that is owed stays.'),
  'claim-withdrawn': (_, { who, by }) =>
    say(
      '{by, select, you {You took what they say off the case.} other {{who} took what they say off the case.}}',
      { by, who },
    ),
}
