import { namedMoments } from '#domain/craft/named-moments.ts'

/** What a reply says will be done, and by when as a field of day and time holds it; null where its words tell no day. */
export type Dated = { what: string; when: string | null }

/**
 * What a reply says will be done by a date, the soonest first: one for each date that it names, in the words that name it. Where it
 * names one, all of it is kept by that. It tells the time by the clock of whom it is said to (`now`), a field by the reader's (`here`).
 */
export function datedIn(
  said: readonly string[],
  now: Temporal.ZonedDateTime,
  here: string = now.timeZoneId,
): Dated[] {
  const named = said.map((words) => ({
    words,
    moments: namedMoments(words, now).map((moment) =>
      moment
        .toZonedDateTime(now.timeZoneId)
        .withTimeZone(here)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' }),
    ),
  }))
  const [first = null, ...others] = [...new Set(named.flatMap(({ moments }) => moments))].toSorted()
  if (said.length === 0) return []
  if (others.length === 0) return [{ what: said.join(' '), when: first }]
  return [first, ...others].map((when) => ({
    what: named
      .filter(({ moments }) => moments.some((moment) => moment === when))
      .map(({ words }) => words)
      .join(' '),
    when,
  }))
}
