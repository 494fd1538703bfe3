import { locale, say } from '#web/words/say.ts'

/** The languages that are offered first; a template may have any other. */
const offered = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'tr', 'uk', 'ar']

/** What a language is called in the language of the screen; none is every language. */
export function languageWords(language: string | null): string {
  if (language === null) return say('Every language')
  return new Intl.DisplayNames(locale(), { type: 'language' }).of(language) ?? language
}

/** The languages to choose from, by what they are called, with the one that is chosen now. */
export function languageChoices(chosen: string | null): { value: string; label: string }[] {
  const tags = new Set([...offered, ...(chosen === null ? [] : [chosen])])
  const named = [...tags].map((value) => ({ value, label: languageWords(value) }))
  return [
    { value: '', label: languageWords(null) },
    ...named.toSorted((a, b) => a.label.localeCompare(b.label, locale())),
  ]
}
