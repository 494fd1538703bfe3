import { decimalsOf } from '#domain/remedy/money.ts'

/**
 * An amount as somebody writes it, in the smallest unit of its currency: `49,90`, `1.250`, `1,250.00`; null for none. What stands
 * behind the last separator is a fraction where it is as long as the currency's, and thousands where it has three digits.
 */
export function readAmount(text: string, currency: string): number | null {
  const bare = text.replaceAll(/[\s ’'€$£¥]/g, '')
  const [, whole = '', fraction = ''] =
    /^(\d{1,12}|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(bare) ?? []
  if (whole === '') return null
  const decimals = decimalsOf(currency)
  if (fraction.length > decimals) return null
  return Number(whole.replaceAll(/\D/g, '')) * 10 ** decimals + Number(fraction.padEnd(decimals, '0') || '0')
}
