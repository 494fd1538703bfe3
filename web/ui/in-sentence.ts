import { locale } from '#web/words/say.ts'

/** A word as it stands inside a sentence: small in English, as it is where nouns are written large, and `SMS` stays. */
export const inSentence = (word: string): string =>
  locale().startsWith('en') && !/^[A-Z]{2}/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word

/** A word as it begins a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
