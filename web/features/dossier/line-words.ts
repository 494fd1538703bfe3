import type { z } from 'zod'
import type { showDossier } from '#contract/dossier.ts'
import { isChannel } from '#domain/channel.ts'
import { claimKinds, methods } from '#domain/claim/claim.ts'
import { showsOnly } from '#domain/claim/shows-only.ts'
import { claimWords, methodWords } from '#web/marks/claim-words.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { dateName, failureTitle, failureWords } from '#web/marks/failure-words.ts'
import { kindWords } from '#web/marks/kind-words.ts'
import { remedyName, remedyWords } from '#web/marks/remedy-words.ts'
import { severityWord } from '#web/marks/SeverityMark.tsx'
import { paperWords, stretchWords } from '#web/ui/time-words.ts'
import { locale, say } from '#web/words/say.ts'

export type Line = z.output<typeof showDossier.output>['lines'][number]

/** What a line of a dossier says, in one sentence. */
export function lineWords(line: Line, asOf: Temporal.Instant): string {
  const { says, by, values } = line
  const who = by?.name ?? say('the desk')
  switch (says) {
    case 'failed':
      return say('{title}: {what}. {who} had it.', {
        title: failureTitle(text(values['reason'])),
        what: failureWords(text(values['reason']), text(values['about'])),
        who,
      })
    case 'promised':
      return say(
        '{who} promised it by {when}: {state, select, kept {kept} broken {not kept} withdrawn {taken back} other {still to be kept}}.',
        {
          who,
          when: moment(values['dueAt']),
          state: text(values['state']),
        },
      )
    case 'silent':
      return silentWords(line, asOf)
    case 'owed':
      return say('{what} by {when}{state, select, paused {, paused} other {}}.', {
        what: kindWords(text(values['kind'])),
        when: moment(values['dueAt']),
        state: text(values['state']),
      })
    case 'missed':
      return say('The date for “{date}” went by.', { date: dateName(text(values['id'])) })
    case 'severity':
      return say('It is {severity} by the facts.', { severity: severityWord(Number(values['severity'])) })
    case 'rung':
      return say('{rung} looks at it, at least.', { rung: text(values['rung']) })
    case 'remedy':
      return say('Owed: {remedy}; whoever signs, never more.', {
        remedy: remedyWords({
          remedy: text(values['remedy']),
          upTo: Number(values['upTo']),
          currency: text(values['currency']) || undefined,
        }),
      })
    case 'claimed':
      return say('They say {what}.', { what: claimOf(values) })
    default:
      return happenedWords(line, who)
  }
}

function happenedWords({ says, values }: Line, who: string): string {
  switch (says) {
    case 'wrote':
      return say('They made contact: {channel}.', { channel: wayOf(values['channel']) })
    case 'answered':
      return say('{who} answered.', { who })
    case 'noted':
      return say('{who} noted it for colleagues.', { who })
    case 'offered':
      return say('Offered to {to}, {rung}.', { to: text(values['to']), rung: text(values['rung']) })
    case 'taken':
      return say('{who} took it.', { who })
    case 'declined':
      return say('{who} declined it.', { who })
    case 'not-taken':
      return say('Nobody took it in time.')
    case 'given-back':
      return say('Given back to {owner}.', { owner: text(values['owner']) })
    case 'assigned':
      return say('Given to {owner}.', { owner: text(values['owner']) })
    case 'claim-verified':
      return confirmedWords(values)
    case 'claim-not-confirmed':
      return say('What they say of themselves was not confirmed.')
    case 'settled':
      return say(
        '{who} closed it: {decision, select, upheld {upheld} partly {partly upheld} not {not upheld} other {out of scope}}.',
        {
          who,
          // A choice is named by one word.
          decision: text(values['decision']).replace(/-.*/, ''),
        },
      )
    case 'gave':
      return say('{who} gave {remedy}.', { who, remedy: givenOf(values) })
    case 'took-gift-back':
      return say('{who} took back {remedy}.', { who, remedy: givenOf(values) })
    case 'opened-again':
      return say('It was opened again.')
    default:
      return say('It took over another case.')
  }
}

function silentWords({ values }: Line, asOf: Temporal.Instant): string {
  const from = Temporal.Instant.from(text(values['from']))
  const until = values['until'] === null ? asOf : Temporal.Instant.from(text(values['until']))
  const time = stretchWords(from.until(until).total('milliseconds'))
  return values['until'] === null
    ? say('No answer for {time}, and none yet.', { time })
    : say('No answer for {time}.', { time })
}

function givenOf({ remedy, amount, currency }: Line['values']): string {
  const name = remedyName(text(remedy))
  return typeof amount === 'number'
    ? say('{remedy} ({amount})', {
        remedy: name,
        amount: amount.toLocaleString(locale(), { style: 'currency', currency: text(currency) }),
      })
    : name
}

const text = (value: string | number | null | undefined) => String(value ?? '')

/** Whole: a dossier is read on another day than it was written on. */
const moment = (value: string | number | null | undefined) => paperWords(Temporal.Instant.from(text(value)))

const claimOf = (values: Line['values']) => {
  const kind = claimKinds.find((one) => one === values['kind']) ?? 'other'
  return claimWords(kind, typeof values['followers'] === 'number' ? values['followers'] : null)
}

/** A code and a sign-in show whose an account is, and nothing that was said of it. */
function confirmedWords(values: Line['values']): string {
  const method = methods.find((one) => one === values['method'])
  const what = method === undefined ? null : showsOnly(method)
  return method === undefined || what === null
    ? say('What they say of themselves is confirmed.')
    : say('{what, select, site {The site} other {The account}} is theirs: shown {how}.', {
        what,
        how: methodWords(method),
      })
}

const wayOf = (channel: string | number | null | undefined) => {
  const known = text(channel)
  return isChannel(known) ? channelWord(known) : known
}
