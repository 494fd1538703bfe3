import { IntlMessageFormat } from 'intl-messageformat'
import { filledIn } from './fill-in.ts'
import { languages, type Language } from './languages.ts'

/** Sentences of the screens in another language, by their English. */
export type Catalogue = Readonly<Record<string, string>>

let spoken: (typeof languages)[number] = languages[0]
let words: Catalogue = {}
const formats = new Map<string, IntlMessageFormat>()

/** From here on the screens speak this language. What the catalogue lacks is said in English. */
export function speak(code: Language, catalogue: Catalogue): void {
  spoken = languages.find((language) => language.code === code) ?? languages[0]
  words = catalogue
  formats.clear()
}

/** The locale of the language that is spoken, for numbers and dates. */
export const locale = (): string => spoken.locale

/**
 * Says a sentence of ours in the language of who looks. The English sentence is its own key, written out at the call, so
 * that it can be collected; values are filled in by ICU MessageFormat:
 * `say('{count, plural, one {# case} other {# cases}} of {name}', { count, name })`.
 */
export function say(english: string, values?: Readonly<Record<string, string | number>>): string {
  const sentence = words[english] ?? english
  if (values === undefined) return sentence
  const filled = filledIn(sentence, values)
  if (filled !== null) return filled
  let format = formats.get(sentence)
  if (!format) {
    format = new IntlMessageFormat(sentence, spoken.locale, undefined, { ignoreTag: true })
    formats.set(sentence, format)
  }
  return String(format.format({ ...values }))
}
