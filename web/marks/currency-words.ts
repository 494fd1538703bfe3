import { livingCurrencies } from '#domain/remedy/currency-of-country.ts'
import { locale } from '#web/words/say.ts'

/** A currency by its name and its three letters: `British pound (GBP)`. */
export function currencyWords(currency: string): string {
  const name = new Intl.DisplayNames(locale(), { type: 'currency' }).of(currency) ?? currency
  return name === currency ? currency : `${name} (${currency})`
}

/** Every currency that is paid with today, and the one that is held, by its name in the language that is spoken. */
export const currencyChoices = (held: string): { value: string; label: string }[] =>
  [...new Set([held, ...livingCurrencies])]
    .map((value) => ({ value, label: currencyWords(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale()))
