import { isClockKind, kindWords } from './kind-words.ts'
import { say } from '#web/words/say.ts'

/** What did not settle it, without adverbs; for a contact, with the way by which it came. */
export function failureWords(reason: string, about: string, channel?: string): string {
  switch (reason) {
    case 'not-settled':
      return say(
        '{channel, select, phone {the call} counter {the visit} other {the contact}} did not settle it',
        { channel: channel ?? 'other' },
      )
    case 'came-back':
      return say('they wrote again: it was not settled by then')
    case 'date-missed':
      return say('the date for “{date}” went by', { date: dateName(about) })
    case 'promise-broken':
      return say('what was promised was not done')
    case 'reopened':
      return say('a closed case had to be opened again')
    case 'nobody-answers':
      return say('the customer says that nobody answers')
    default:
      return reason.replaceAll('-', ' ')
  }
}

/** Why a failure is none, as a plain sentence to a colleague. */
export function withdrawnSentence(about: string, { who, by }: { who: string; by: string }): string {
  if (by === 'desk') return say('Not a failure after all: it had been done in time.')
  const [kind = ''] = about.split('.')
  return isClockKind(kind)
    ? say('No failure of this case: that date was the other case’s.')
    : say('{who}: that contact was no failure.', { who })
}

/** A failure's name, in two words. */
export function failureTitle(reason: string): string {
  switch (reason) {
    case 'not-settled':
      return say('Not settled')
    case 'came-back':
      return say('Came back')
    case 'date-missed':
      return say('Date missed')
    case 'promise-broken':
      return say('Promise broken')
    case 'reopened':
      return say('Opened again')
    case 'nobody-answers':
      return say('Nobody answers')
    default:
      return reason.replaceAll('-', ' ')
  }
}

/** A date is named by its kind and a number, such as `act-by.4`; an offer's by the offer. */
export function dateName(id: string): string {
  const [kind = ''] = id.split('.')
  if (id.endsWith('.accept')) return kindWords('accept-by')
  return isClockKind(kind) ? kindWords(kind) : kindWords('promise')
}
