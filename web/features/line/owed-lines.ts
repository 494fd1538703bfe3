import { remedyWords } from '#web/marks/remedy-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { InFront } from './card-query.ts'

/** What somebody on the line may do about what is owed, or may not. */
type OwedLine = { may: boolean; words: string; beside?: string }

type Owed = Pick<InFront, 'owed' | 'alone' | 'signer'>

/** What is owed, how much of it is one's own to sign, who signs the rest, and that nobody gets more for being loud. */
export function owedLines({ owed, alone, signer }: Owed): OwedLine[] {
  return [...givingLines({ owed, alone, signer }), { may: false, words: beyondWords(owed.upTo) }]
}

function givingLines({ owed, alone, signer }: Owed): OwedLine[] {
  const { upTo, left } = owed
  if (upTo > 0 && left === 0)
    return [{ may: false, words: say('All that is owed was given: {remedy}', { remedy: remedyWords(owed) }) }]
  const remedy = remedyWords({ ...owed, upTo: left })
  if (owed.ifDanger)
    return [
      {
        may: false,
        words: say('Say that it is owed before somebody has said whether it is a danger: {remedy}', {
          remedy,
        }),
      },
    ]
  if (alone !== null && alone >= left)
    return [
      { may: true, words: say('Give what is owed: {remedy}', { remedy }), beside: say('yours to sign') },
    ]
  const isPart = alone !== null && alone > 0
  return [
    { may: true, words: say('Say that it is owed: {remedy}', { remedy }), beside: say('owed') },
    ...(isPart
      ? [
          {
            may: true,
            words: say('Give by yourself: {remedy}', { remedy: remedyWords({ ...owed, upTo: alone }) }),
            beside: say('yours to sign'),
          },
        ]
      : []),
    { may: false, words: beyondAloneWords(signer && heard(signer.name), isPart) },
  ]
}

function beyondAloneWords(rung: string | null, isPart: boolean): string {
  if (rung === null)
    return isPart
      ? say('Not sign more: nobody on the ladder may')
      : say('Not sign it: nobody on the ladder may')
  return isPart
    ? say('Not sign more: {rung} signs that', { rung })
    : say('Not sign it: {rung} signs that', { rung })
}

const beyondWords = (upTo: number) =>
  upTo > 0
    ? say('Not more, whoever asks and however many listen')
    : say('No money, whoever asks and however many listen')
