import { locale } from '#web/words/say.ts'

/** A language by its name: `es` is Spanish, to somebody who reads English. */
export function languageWord(tag: string): string {
  try {
    return new Intl.DisplayNames(locale(), { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
