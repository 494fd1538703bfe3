import type { Dice } from './seeded.ts'

/** The words that letters are made of: invented ones, that say what it is about, between small ones. */
export type Vocabulary = { invented: readonly string[] }

const onsets = [
  'b',
  'br',
  'd',
  'f',
  'fl',
  'g',
  'gr',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
]
const nuclei = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou']
const codas = ['', '', 'b', 'ck', 'l', 'm', 'n', 'nd', 'r', 'rt', 'ss', 't']

const small =
  `the and for you your our are was were has have had not but with this that from they then when what which
  will would could should been about again still any all its his her just please thank very much also only`.split(
    /\s+/,
  )

/** Invented words, six thousand unless told: their letters are those of speech, and they mean nothing. */
export function wordsFrom(dice: Dice, count = 6000): Vocabulary {
  const syllable = () => dice.oneOf(onsets) + dice.oneOf(nuclei) + dice.oneOf(codas)
  const invented = new Set<string>()
  while (invented.size < count) invented.add(Array.from({ length: dice.between(2, 3) }, syllable).join(''))
  return { invented: [...invented] }
}

/** Sentences of so many words in all, nearly half of them small ones, as in real letters. */
export function sentencesOf(words: number, dice: Dice, { invented }: Vocabulary): string {
  let text = ''
  let left = words
  while (left > 0) {
    const length = Math.min(left, dice.between(6, 16))
    const sentence = Array.from({ length }, () => dice.oneOf(dice.share() < 0.45 ? small : invented)).join(
      ' ',
    )
    text += `${text === '' ? '' : dice.share() < 0.2 ? '\n\n' : ' '}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
    left -= length
  }
  return text
}
