import { locale } from '#web/words/say.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** A number in the language that is spoken. Formats are dear to make, so each is made once. */
export function numberWords(number: number): string {
  const spoken = locale()
  let format = formats.get(spoken)
  if (!format) {
    format = new Intl.NumberFormat(spoken)
    formats.set(spoken, format)
  }
  return format.format(number)
}
