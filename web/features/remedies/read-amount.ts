import { decimalsOf } from '#domain/remedy/money.ts'

/**
 * An amount as somebody writes it, in the smallest unit of its currency: `49,90`, `1.250`, `1,250.00`; null for none. What stands
 * behind the last separator is a fraction where it is as long as the currency's, and thousands where it has three digits. With the
 * sign of another currency it is no amount of this one.
 */
export function readAmount(text: string, currency: string): number | null {
  if (isOfAnother(text, currency)) return null
  const bare = text.replaceAll(/[\s ’'€$£¥]/g, '')
  const [, whole = '', fraction = ''] =
    /^(\d{1,12}|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(bare) ?? []
  if (whole === '') return null
  const decimals = decimalsOf(currency)
  if (fraction.length > decimals) return null
  return Number(whole.replaceAll(/\D/g, '')) * 10 ** decimals + Number(fraction.padEnd(decimals, '0') || '0')
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
