import { decimalsOf } from '#domain/remedy/money.ts'
import { locale } from '#web/words/say.ts'

/** An amount in the smallest unit of its currency, as people write it. */
export const amountWords = (minor: number, currency: string): string =>
  (minor / 10 ** decimalsOf(currency)).toLocaleString(locale(), { style: 'currency', currency })
