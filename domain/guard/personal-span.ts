/** What kinds of personal data the guard tells apart. */
export const personalKinds = [
  'card',
  'iban',
  'phone',
  'email',
  'address',
  'national-number',
  'ip',
  'birth',
  'account',
  'name',
] as const

export type PersonalKind = (typeof personalKinds)[number]

/** Where in a text personal data stands, and of what kind: `from` is its first letter, `to` the one after its last. */
export type PersonalSpan = {
  kind: PersonalKind
  from: number
  to: number
  /** Which number of a country, or which of the company's own patterns it is. */
  called?: string
}

/** What one way of looking makes of a text whose letters are plain: `low` is the same text in small letters. */
export type Look = (text: string, low: string) => PersonalSpan[]

/** Whether one of some words stands shortly before a place. */
export const standsBefore = (low: string, at: number, words: RegExp, within: number): boolean =>
  words.test(low.slice(Math.max(0, at - within), at))
