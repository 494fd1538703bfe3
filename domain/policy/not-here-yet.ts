import type { Rung } from './ladder.ts'

/** Away at every time, with nobody in one's place. */
export const always = {
  from: Temporal.Instant.from('1970-01-01T00:00Z'),
  until: Temporal.Instant.from('9999-12-31T00:00Z'),
  standIn: null,
}

/** A rung as it is staffed while some of its people are not here yet: invited, and never signed in. Nobody stands in for them. */
export const withoutThose = (rung: Rung, notYet: readonly string[]): Rung => ({
  ...rung,
  absences: [
    ...rung.absences.filter(({ who }) => !notYet.includes(who)),
    ...notYet.map((who) => ({ who, ...always })),
  ],
})
