import { tongueOf, type Tongue } from '../guard/safe-draft.ts'

/**
 * What a no needs, whoever says it: the reason, the same in plain words, the evidence that was looked at, what we can do
 * all the same, and where else the customer can go. (FCA DISP 1.6.2, ISO 10002 7.8: a final answer names all five.)
 */
export const noParts = ['reason', 'plain', 'evidence', 'can', 'elsewhere'] as const

export type NoPart = (typeof noParts)[number]
export type NoWords = Record<NoPart, string>

/** The longest sentence that still counts as plain, in words. */
export const plainLimit = 30

/** The parts that a no lacks as it is written: those that are empty, and plain words that repeat the reason or are none. */
export function missingParts(words: Partial<NoWords>): NoPart[] {
  const isThere = (part: NoPart) => (words[part] ?? '').trim() !== ''
  return noParts.filter((part) => !isThere(part) || (part === 'plain' && !isPlain(words)))
}

const isPlain = ({ plain = '', reason = '' }: Partial<NoWords>) =>
  plain.trim() !== reason.trim() && sentencesOf(plain).every((words) => words <= plainLimit)

const sentencesOf = (text: string) =>
  text.split(/[.!?…]+(?:\s|$)/u).map((sentence) => sentence.split(/\s+/u).filter(Boolean).length)

const leads: Readonly<Record<Tongue, Readonly<Record<Exclude<NoPart, 'plain'>, string>>>> = {
  en: {
    reason: 'Why',
    evidence: 'What we looked at',
    can: 'What we can do all the same',
    elsewhere: 'If you do not accept this, tell us. Where else you can go',
  },
  de: {
    reason: 'Warum',
    evidence: 'Was wir angesehen haben',
    can: 'Was wir trotzdem tun können',
    elsewhere: 'Wenn Sie nicht einverstanden sind, sagen Sie es uns. Wohin Sie sich sonst wenden können',
  },
}

/**
 * The no as the customer reads it: first what it means, then why, then what follows, each said to be what it is, in the
 * language that it is written in.
 */
export function noLetter(words: NoWords): string {
  const lead = leads[noTongue(words)]
  const part = (name: Exclude<NoPart, 'plain'>) => `${lead[name]}: ${words[name].trim()}`
  return [words.plain.trim(), part('reason'), part('evidence'), part('can'), part('elsewhere')].join('\n\n')
}

/** The language in which somebody says no. Where else one can go is written for everybody alike, and tells nothing of it. */
export const noTongue = ({ plain, reason, evidence, can }: NoWords): Tongue =>
  tongueOf([plain, reason, evidence, can].join('\n'))
