import { locale } from '#web/words/say.ts'

/** A number as it was written: with how many decimals, also where they are noughts. */
type Written = { value: number; decimals: number }

const written =
  /^(?<whole>-?(?:\d{1,12}|[1-9]\d{0,2}(?<group>[.,])\d{3}(?:\k<group>\d{3})*))(?:(?<point>[.,])(?<fraction>\d{1,12}))?$/

/**
 * A number as somebody writes it: `49,90`, `1 250`, `1.250,00`, `1,250,000`; null for none. A single separator before three digits
 * says thousands where it does so in the language of the screens, and else a fraction: nobody enters a thousand times what they
 * meant, nor a thousandth of it.
 */
export function readNumber(text: string, language = locale()): Written | null {
  const bare = text.replaceAll(/[\s ’']/g, '')
  const { whole, group, point, fraction = '' } = written.exec(bare)?.groups ?? {}
  if (whole === undefined || (group !== undefined && group === point)) return null
  const digits = whole.replaceAll(/[.,]/g, '')
  const isThousands = /^-?[1-9]\d{0,2}$/.test(whole) && fraction.length === 3 && point === groupsBy(language)
  if (isThousands) return { value: Number(digits + fraction), decimals: 0 }
  return { value: Number(`${digits}.${fraction || '0'}`), decimals: fraction.length }
}

const groupsBy = (language: string) =>
  new Intl.NumberFormat(language).formatToParts(1_234_567).find(({ type }) => type === 'group')?.value
