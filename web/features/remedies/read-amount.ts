import { decimalsOf } from '#domain/remedy/money.ts'
import { readNumber } from '#web/marks/read-number.ts'
import { locale } from '#web/words/say.ts'

/**
 * An amount as somebody writes it, in the smallest unit of its currency; null for none. It has no more decimals than the currency,
 * and with the sign of another currency it is no amount of this one.
 */
export function readAmount(text: string, currency: string, language = locale()): number | null {
  if (isOfAnother(text, currency)) return null
  const written = readNumber(text.replaceAll(/[€$£¥]/g, ''), language)
  const decimals = decimalsOf(currency)
  if (written === null || written.value < 0 || written.decimals > decimals) return null
  return Math.round(written.value * 10 ** decimals)
}

/** Whether an amount is written with the sign of another currency: pounds are never booked as euros. */
export function isOfAnother(text: string, currency: string): boolean {
  const sign = /[€$£¥]/.exec(text)?.[0]
  if (sign === undefined) return false
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value !== sign
}
