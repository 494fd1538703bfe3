import { mailOf, type Written } from './mail-programs.ts'
import { diceFrom, type Dice } from './seeded.ts'
import { sentencesOf, wordsFrom, type Vocabulary } from './vocabulary.ts'

/** A mail to be handed over, and what the desk should make of it. */
export type Letter = { from: string; to: string; text: string; outcome: 'opened' | 'joined' }

/** Writes letters, each batch after the one before; what a batch answers was handed over in an earlier one. */
export type Letters = { next(count: number): Letter[] }

const to = 'complaints@desk.example'

/** How many letters go on with an earlier one, and how many of the others are of a person who has written before. */
const shareOfJoins = 0.2
const shareOfKnown = 0.15

/**
 * Complaints of 20 to 120 invented words, in mails of 2 to 4 KB as four common mail programs write them: one in five
 * goes on with an earlier letter of the same person in its thread, the others are new matters, mostly of new persons.
 */
export function lettersFrom(seed: number): Letters {
  const dice = diceFrom(seed)
  const vocabulary = wordsFrom(dice)
  let known: Written[] = []
  let counted = 0

  const next = (earlier: readonly Written[]): { written: Written; outcome: Letter['outcome'] } => {
    counted += 1
    const isFirst = earlier.length === 0
    if (!isFirst && dice.share() < shareOfJoins)
      return { written: answerTo(dice.oneOf(earlier), counted, dice, vocabulary), outcome: 'joined' }
    const person =
      !isFirst && dice.share() < shareOfKnown ? dice.oneOf(earlier) : personOf(counted, dice, vocabulary)
    return { written: complaintOf(person, counted, dice, vocabulary), outcome: 'opened' }
  }
  return {
    next(count) {
      const batch = Array.from({ length: count }, () => next(known))
      known = batch.map(({ written }) => written)
      return batch.map(({ written, outcome }) => ({
        from: written.address,
        to,
        text: mailOf(written, to, dice),
        outcome,
      }))
    },
  }
}

type Person = Pick<Written, 'name' | 'address' | 'program'>

function personOf(number: number, dice: Dice, { invented }: Vocabulary): Person {
  const [first, last] = [capital(dice.oneOf(invented)), capital(dice.oneOf(invented))]
  const address = `${first}.${last}.${number}@${dice.oneOf(providers)}`.toLowerCase()
  return { name: `${first} ${last}`, address, program: dice.between(0, 3) }
}

function complaintOf(
  { name, address, program }: Person,
  number: number,
  dice: Dice,
  vocabulary: Vocabulary,
): Written {
  const subject = capital([dice.oneOf(vocabulary.invented), 'and', dice.oneOf(vocabulary.invented)].join(' '))
  const body = sentencesOf(dice.between(20, 120), dice, vocabulary)
  return { name, address, program, subject, body, number, thread: [] }
}

function answerTo(before: Written, number: number, dice: Dice, vocabulary: Vocabulary): Written {
  const subject = before.subject.startsWith('Re: ') ? before.subject : `Re: ${before.subject}`
  const body = sentencesOf(dice.between(20, 60), dice, vocabulary)
  return { ...before, subject, body, number, thread: [...before.thread, before.number].slice(-5) }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const providers = ['mail.example', 'post.example', 'inbox.example', 'letters.example']
