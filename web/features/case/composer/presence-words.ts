import { locale, say } from '#web/words/say.ts'

type Other = { name: string; doing: 'looking' | 'writing' }

/** Who else is at a case, those who write first: `Teo Marin is writing`, `Ines Carvalho and Bram Osei are looking`. */
export function presenceWords(others: readonly Other[]): { doing: Other['doing']; sentence: string }[] {
  const sentences = {
    writing: (values: Values) =>
      say('{count, plural, one {{names} is writing} other {{names} are writing}}', values),
    looking: (values: Values) =>
      say('{count, plural, one {{names} is looking} other {{names} are looking}}', values),
  }
  return (['writing', 'looking'] as const).flatMap((doing) => {
    const named = others.filter((other) => other.doing === doing).map(({ name }) => name)
    if (named.length === 0) return []
    const names = new Intl.ListFormat(locale(), { type: 'conjunction' }).format(named)
    return [{ doing, sentence: sentences[doing]({ count: named.length, names }) }]
  })
}

type Values = { count: number; names: string }
