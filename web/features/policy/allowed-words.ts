import { locale, say } from '#web/words/say.ts'
import { rungTitle } from './rung-titles.ts'

/** What may stand where a fact or an answer of this type is written. */
export function allowedWords(
  declared: { type: string; values?: readonly string[] | undefined } | null,
): string {
  switch (declared?.type) {
    case 'boolean':
      return say('true or false')
    case 'enum':
      return say('one of {values}', {
        values: new Intl.ListFormat(locale(), { type: 'disjunction' }).format(
          (declared.values ?? []).map((value) => rungTitle(value) ?? value),
        ),
      })
    case 'integer':
      return say('a whole number')
    case 'decimal':
      return say('a number')
    case 'duration':
      return say('a time to wait, like 30 min, 4 h or 3 days')
    case 'date':
      return say('a date, like 2026-11-23')
    case 'instant':
      return say('a moment, like 2026-11-23T09:00:00Z')
    default:
      return ''
  }
}
