import type { Note } from './note.ts'
import type { Table } from './table.ts'

/**
 * How often we ask the customer whether it is settled, how many calendar days lie between two of these days at least, and
 * how many days of silence follow the last, before silence may close a case.
 */
export type Asking = { times: number; daysApart: number; silentDays: number }

/** What is owed where a policy does not say. */
export const usualAsking: Asking = { times: 2, daysApart: 1, silentDays: 7 }

/** Within which bounds a policy may say it. One question, or silence over a weekend, is not to have asked. */
const bounds = {
  askTimes: { least: 2, most: 9 },
  askDaysApart: { least: 1, most: 60 },
  silentDays: { least: 3, most: 365 },
} as const

type AskingName = keyof typeof bounds

const isAskingName = (name: string): name is AskingName => Object.hasOwn(bounds, name)

/** How often we ask, as some outcomes say it; each by itself is usual where they are silent. */
export function askingIn(outcome: Readonly<Record<string, unknown>>): Asking {
  const said = (name: AskingName, usual: number) => {
    const answer = outcome[name]
    const { least, most } = bounds[name]
    return typeof answer === 'number' ? Math.min(most, Math.max(least, Math.round(answer))) : usual
  }
  return {
    times: said('askTimes', usualAsking.times),
    daysApart: said('askDaysApart', usualAsking.daysApart),
    silentDays: said('silentDays', usualAsking.silentDays),
  }
}

/** Whether it is asked just as often as where a policy does not say. */
export const isUsual = ({ times, daysApart, silentDays }: Asking): boolean =>
  times === usualAsking.times && daysApart === usualAsking.daysApart && silentDays === usualAsking.silentDays

/** Takes down what is wrong with how often a policy asks: everybody is owed it alike, and silence never closes at once. */
export function noteAsking(tables: readonly Table[], note: Note): void {
  for (const { id, kind, gives } of tables)
    for (const { name, domain } of gives) {
      if (!isAskingName(name)) continue
      const place = `tables.${id}.gives.${name}`
      const { least, most } = bounds[name]
      if (kind !== 'outcome') note(place, 'everybody is owed it alike: a table of the kind outcome gives it.')
      if (domain.type !== 'integer' || domain.low < least || domain.high > most)
        note(place, `it is a whole number: { type: integer, min: ${least}, max: ${most} }, or within these.`)
    }
}
