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

/** The no as the customer reads it: first what it means, then why, then what follows. */
export const noLetter = ({ plain, reason, evidence, can, elsewhere }: NoWords): string =>
  [plain, reason, evidence, can, elsewhere].map((part) => part.trim()).join('\n\n')
