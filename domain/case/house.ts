import type { Calendar } from '../deadline/calendar.ts'
import { addWorkingTime } from '../deadline/working-time.ts'
import type { Duties } from '../policy/duties.ts'
import type { Fact, Facts } from '../policy/fact.ts'
import type { Ladder, Rung } from '../policy/ladder.ts'
import { whoFor } from '../policy/rota.ts'

/** The policy in force for a case, ready to be asked: what is owed, who stands where, when the desk is open. */
export type House = {
  version: number
  facts: readonly Fact[]
  duties: (facts: Facts) => Duties
  /** The rungs from the front line up to the named senior. */
  ladder: Ladder
  deskHours: Calendar
}

/** How high a rung stands; a rung that the policy no longer has counts as the lowest. */
export const heightOf = ({ ladder }: House, rung: string): number =>
  Math.max(
    0,
    ladder.findIndex(({ id }) => id === rung),
  )

/** A rung by its id, or the lowest where the policy no longer has it. */
export function rungNamed(house: House, id: string): Rung {
  const rung = house.ladder[heightOf(house, id)]
  if (!rung) throw new RangeError('A ladder has at least one rung.')
  return rung
}

/** Where every case begins. */
export const frontLine = (house: House): Rung => rungNamed(house, '')

/** The rung above, or nothing where the ladder ends at its named senior. */
export function rungAbove(house: House, id: string): Rung | undefined {
  const { climbsTo } = rungNamed(house, id)
  return climbsTo === undefined ? undefined : rungNamed(house, climbsTo)
}

/** When something owed `within` a time falls due: counted in the desk's hours, or round the clock. */
export const dueAfter = (
  { deskHours }: House,
  since: Temporal.Instant,
  within: Temporal.Duration,
  always: boolean,
): Temporal.Instant =>
  always ? since.add(within.round({ largestUnit: 'hours' })) : addWorkingTime(since, within, deskHours)

/** The house as it hands out a case that some of its people may not see. */
export const hiddenFrom = (blind: readonly string[], house: House): House =>
  blind.length === 0 ? house : { ...house, ladder: house.ladder.map((rung) => ({ ...rung, blind })) }

/** Who answers for a rung at a moment: somebody on duty, else whoever comes on duty next. */
export const answersFor = (rung: Rung, at: Temporal.Instant, spread: number): string =>
  whoFor(rung, at, spread)

/** Whether somebody is on the rota of a rung, on duty or not, or stands in for somebody who is. */
export const standsOn = ({ rota, absences }: Rung, handle: string): boolean =>
  rota.some(
    ({ who }) =>
      who === handle || absences.some((absence) => absence.who === who && absence.standIn === handle),
  )
