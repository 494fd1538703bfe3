import { locale } from '#web/words/say.ts'

const mega = 1_000_000

/** How large a file is: `12 kB`, `3.4 MB`. */
export function sizeWords(bytes: number): string {
  const isLarge = bytes >= mega
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / mega : Math.max(1, bytes / 1000))
}
