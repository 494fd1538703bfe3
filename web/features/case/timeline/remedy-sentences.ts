import type { EventData } from '#domain/case/event.ts'
import type { RemedyEventData } from '#domain/remedy/remedy-event.ts'
import { amountWords } from '#web/marks/amount-words.ts'
import { remedyName } from '#web/marks/remedy-words.ts'
import { say } from '#web/words/say.ts'
import type { Names } from './names.ts'

type Telling = { names: Names; who: string; by: 'you' | 'desk' | 'one' }

/** What happened to something that the customer gets. */
export const remedySentences: {
  [T in keyof RemedyEventData]: (data: EventData[T], telling: Telling) => string
} = {
  'remedy-proposed': ({ sort, what, amount, currency, asked }, { names, who, by }) => {
    const given = {
      by,
      who,
      sort,
      what: remedyName(what),
      amount: amount === null ? 'none' : amountWords(amount, currency),
    }
    if (!asked)
      return say(
        '{sort, select, gesture {{by, select, you {You granted a gesture:} other {{who} granted a gesture:}}} other {{by, select, you {You settled what is owed:} other {{who} settled what is owed:}}}} {what}{amount, select, none {} other {, {amount}}}.',
        given,
      )
    return say(
      '{by, select, you {You asked {of} to sign} other {{who} asked {of} to sign}} {sort, select, gesture {a gesture} other {what is owed}}: {what}{amount, select, none {} other {, {amount}}}. To be decided by {when}.',
      { ...given, of: names.member(asked.of), when: names.when(asked.by) },
    )
  },
  'remedy-approved': ({ id, signed }, { names, who, by }) => {
    const given = { by, who, rung: names.rung(signed.rung) }
    const what = names.remedy(id)
    return what === undefined
      ? say('{by, select, you {You signed it} other {{who} signed it}}, {rung}.', given)
      : say('{by, select, you {You signed} other {{who} signed}} {what}: {rung}.', { ...given, what })
  },
  'remedy-given': ({ id }, { names, who, by }) => {
    const what = names.remedy(id)
    return what === undefined
      ? say('{by, select, you {You gave it to the customer.} other {{who} gave it to the customer.}}', {
          by,
          who,
        })
      : say('{by, select, you {You gave the customer} other {{who} gave the customer}} {what}.', {
          by,
          who,
          what,
        })
  },
  'remedy-passed-on': ({ asked }, { names }) =>
    say('Nobody decided about the remedy in time. {of} is asked now, to be decided by {when}.', {
      of: names.member(asked.of),
      when: names.when(asked.by),
    }),
  'remedy-declined': ({ id }, { names, who, by }) => {
    const what = names.remedy(id)
    return what === undefined
      ? say('{by, select, you {You declined the remedy.} other {{who} declined the remedy.}}', { by, who })
      : say('{by, select, you {You declined} other {{who} declined}} {what}.', { by, who, what })
  },
  'remedy-withdrawn': (_, { who, by }) =>
    by === 'desk'
      ? say('The case was closed, so nobody is asked to sign the remedy any more.')
      : say('{by, select, you {You took the remedy off.} other {{who} took the remedy off.}}', { by, who }),
  'remedy-reversed': (_, { who, by }) =>
    say(
      '{by, select, you {You wrote down that the customer does not have it after all.} other {{who} wrote down that the customer does not have it after all.}}',
      { by, who },
    ),
}
