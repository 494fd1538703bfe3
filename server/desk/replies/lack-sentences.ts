import type { Lack } from '#domain/case/closing.ts'
import { noParts, type NoPart } from '#domain/case/no-parts.ts'

/** What keeps a case from being closed, in a sentence to whoever wants to close it. */
export function lackSentence(lack: Lack): string {
  switch (lack.lack) {
    case 'word':
      return 'The customer has not said that it is settled since they last wrote.'
    case 'action':
      return 'Nothing has been done yet: regret alone settles nothing.'
    case 'attempts':
      return lack.daysApart > 1
        ? `We have asked whether it is settled on ${lack.made} of the ${lack.of} days on which we ask at least, ${lack.daysApart} days apart.`
        : `We have asked whether it is settled on ${lack.made} of the ${lack.of} days on which we ask at least.`
    case 'silence':
      return `The customer has until ${lack.until.toString()} to answer: ${lack.days} days after we last asked.`
    case 'told-no':
      return `The customer has not been told the no with everything that a no needs: ${noParts.map(noPartWords).join('; ')}.`
    case 'second-no':
      return 'Only a second no, after a second look, can end a disagreement.'
    case 'disagreement':
      return 'The customer has not said since the last no that they disagree.'
    case 'out-of-scope':
      return 'What asks nothing of us is closed as out of scope.'
    case 'somebody-to-ask':
      return 'There is somebody who can be asked.'
    case 'nothing-asked':
      return nothingAsked[lack.because]
  }
}

const nothingAsked = {
  harm: 'Somebody was harmed, or may have been: this asks something of us.',
  'harm-unknown':
    'Nobody has said yet whether somebody was harmed. Read it, and enter the harm: where there is none, it can be closed.',
  promise: 'Something was promised, or done: this asks something of us.',
  no: 'The customer was told no, or disagrees: this asks something of us.',
} as const

/** A part of a no, by its name. */
export const noPartWords = (part: NoPart): string => partWords[part]

const partWords = {
  reason: 'the reason',
  plain: 'the same in plain words',
  evidence: 'the evidence that we looked at',
  can: 'what we can do',
  elsewhere: 'where else they can go',
} as const
