import { z } from 'zod'
import { calendarOf, type Calendar } from '../deadline/calendar.ts'
import { Hours, Shift } from '../deadline/hours.ts'
import { isWait } from './fact.ts'
import type { Note } from './note.ts'
import { Name } from './written-fact.ts'

/** A place to escalate to: who is there, when, and how soon an offered case is taken up. */
export type Rung = {
  readonly id: string
  readonly title: string
  /** Counted in the rung's own hours. */
  readonly acceptWithin: Temporal.Duration
  /** How long somebody who is paged has for an answer before the next is called; round the clock. Ten minutes where absent. */
  readonly answersPageWithin?: Temporal.Duration
  /** The hours that the rung promises. */
  readonly hours: Calendar
  /** Who is there, and when. */
  readonly rota: readonly { readonly who: string; readonly hours: Calendar }[]
  /** When somebody of the rota is away, and who is there instead. */
  readonly absences: readonly Absence[]
  /** Who was invited and has never signed in. */
  readonly notYet?: readonly string[]
  /** To whom the case that is handed out here is hidden: they see only those of other teams. */
  readonly blind?: readonly string[]
  /** The rung above; the top has none. */
  readonly climbsTo: string | undefined
}

/** A stretch in which somebody is not there, and who stands in for them; nobody where `standIn` is null. */
export type Absence = {
  readonly who: string
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly standIn: string | null
}

/** Until when whoever has left us is away. */
export const forGood = Temporal.Instant.from('9999-01-01T00:00:00Z')

/** Whether somebody has left us: they answer for nothing any more. */
export const hasLeft = ({ absences }: Rung, handle: string): boolean =>
  absences.some(({ who, until }) => who === handle && until.equals(forGood))

/** The rungs of a policy. */
export type Ladder = readonly Rung[]

const Wait = z.string().refine(isWait, 'It is a duration in days, hours, minutes and seconds, like PT30M.')

/** A rung as a policy writes it. */
export const WrittenRung = z.strictObject({
  id: Name,
  title: z.string().min(1),
  acceptWithin: Wait,
  answersPageWithin: Wait.optional(),
  hours: Hours,
  rota: z.array(Shift),
  climbsTo: Name.optional(),
})

/** The rung that was written. Its rota is kept in the zone of its hours and on the days it is open. */
export function rungOf(written: z.output<typeof WrittenRung>, holidays: readonly string[]): Rung {
  const hours = calendarOf(written.hours, holidays)
  return {
    id: written.id,
    title: written.title,
    acceptWithin: Temporal.Duration.from(written.acceptWithin),
    ...(written.answersPageWithin !== undefined && {
      answersPageWithin: Temporal.Duration.from(written.answersPageWithin),
    }),
    hours,
    rota: written.rota.map(({ who, ...days }) => ({
      who,
      hours: calendarOf({ zone: hours.zone, ...days }, hours.daysOff),
    })),
    absences: [],
    climbsTo: written.climbsTo,
  }
}

/** Takes down what is wrong with the ladder: somebody on every rung, and from each, steps that exist to the one top. */
export function noteClimbing(ladder: Ladder, note: Note) {
  for (const { id, rota } of ladder)
    if (rota.length === 0) note(`ladder.${id}.rota`, 'A rung needs somebody on its rota.')
  const lost = ladder.filter(
    ({ climbsTo }) => climbsTo !== undefined && !ladder.some(({ id }) => id === climbsTo),
  )
  for (const { id, climbsTo } of lost)
    note(`ladder.${id}.climbsTo`, `there is no rung "${String(climbsTo)}".`)
  const circling = ladder.filter(({ id }) => stepsToTop(id, ladder) === Infinity)
  for (const { id } of circling)
    note(`ladder.${id}.climbsTo`, 'climbing from here goes round and never ends.')
  const tops = ladder.filter(({ climbsTo }) => climbsTo === undefined).map(({ id }) => id)
  if (tops.length > 1) note('ladder', `it ends at ${tops.join(', ')}: it must end at one top.`)
}

/** How many climbs lie between a rung and the top: 0 at the top. Fewer is higher. */
export function stepsToTop(id: string, ladder: Ladder): number {
  let steps = 0
  let at = ladder.find((rung) => rung.id === id)
  for (; at && at.climbsTo !== undefined; steps++) {
    if (steps === ladder.length) return Infinity
    const next = at.climbsTo
    at = ladder.find((rung) => rung.id === next)
  }
  return steps
}

/** The rung furthest from the top; of several, the first listed. A policy without any is never read. */
export function lowestRung(ladder: Ladder): Rung {
  return ladder.reduce((lowest, rung) =>
    stepsToTop(rung.id, ladder) > stepsToTop(lowest.id, ladder) ? rung : lowest,
  )
}
