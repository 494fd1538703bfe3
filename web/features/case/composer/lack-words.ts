import type { NoPart } from '#domain/case/no-parts.ts'
import { exactWords } from '#web/ui/time-words.ts'
import { locale, say } from '#web/words/say.ts'
import type { LackShown } from '../settling/ready-to-close.ts'

/** What keeps the case from being closed, in a sentence to whoever wants to close it. */
export function lackWords(lack: LackShown): string {
  switch (lack.lack) {
    case 'word':
      return say('The customer has not said that it is settled since they last wrote.')
    case 'action':
      return say('Nothing has been done yet: regret alone settles nothing.')
    case 'attempts':
      return [attemptsWords(lack), nextTryWords(lack)].filter(Boolean).join(' ')
    case 'silence':
      return say('The customer has until {when} to answer, {days} days after we last asked.', {
        when: exactWords(Temporal.Instant.from(lack.until)),
        days: lack.days,
      })
    case 'told-no':
      return say('The customer has not been told the no, with all that a no needs.')
    case 'second-no':
      return say('Only a second no, after a second look, can end a disagreement.')
    case 'disagreement':
      return say('The customer has not said since the last no that they disagree.')
    case 'out-of-scope':
      return say('What asks nothing of us is closed as out of scope.')
    case 'somebody-to-ask':
      return say('There is somebody who can be asked.')
    case 'nothing-asked':
      return nothingAskedWords(lack.because)
  }
}

type Attempts = Extract<LackShown, { lack: 'attempts' }>

const attemptsWords = ({ made, of, daysApart }: Attempts): string =>
  daysApart > 1
    ? say('We have asked whether it is settled on {made} of {of} days, each {apart} days after the last.', {
        made,
        of,
        apart: daysApart,
      })
    : say('We have asked whether it is settled on {made} of {of} days.', { made, of })

/** From when the next question counts, and when silence may close the case at the earliest; empty where one of today counts. */
export function nextTryWords({ made, of, daysApart, countsFrom, silentDays }: Attempts): string {
  if (countsFrom === null) return ''
  const from = Temporal.PlainDate.from(countsFrom)
  const closes = from.add({ days: (of - made - 1) * daysApart + silentDays })
  return say(
    'Asked once more before {from} it does not count. Where they stay silent, it may be closed on {closes} at the earliest.',
    { from: dayOf(from), closes: dayOf(closes) },
  )
}

const dayOf = (day: Temporal.PlainDate) =>
  day.toLocaleString(locale(), { weekday: 'long', day: 'numeric', month: 'long' })

function nothingAskedWords(because: 'harm' | 'harm-unknown' | 'promise' | 'no'): string {
  switch (because) {
    case 'harm':
      return say('Somebody was harmed, or may have been: this asks something of us.')
    case 'harm-unknown':
      return say('Nobody has said yet whether somebody was harmed.')
    case 'promise':
      return say('Something was promised, or done: this asks something of us.')
    case 'no':
      return say('The customer was told no, or disagrees: this asks something of us.')
  }
}

/** A part of a no, by its name in a row. */
export function noPartWords(part: NoPart): string {
  switch (part) {
    case 'reason':
      return say('the reason')
    case 'plain':
      return say('plain words')
    case 'evidence':
      return say('the evidence')
    case 'can':
      return say('what we can do')
    case 'elsewhere':
      return say('where else they can go')
  }
}
