import { houseOf } from './a-house.ts'
import type { Plan, Step } from './any-history.ts'
import { born, timeGoesBy, write, type Life, type Written } from './a-life.ts'
import { whatHappens } from './what-happens.ts'

const start = Temporal.Instant.from('2026-11-23T09:00:00Z')

/** Lives a plan, the way the desk does, and shows each time that something is written; `side` chooses between the twins. */
export function* lived(plan: Plan, side: 0 | 1 = 0): Generator<Written, Life> {
  const { life, written } = born(plan, side, startOf(plan))
  yield written
  for (const step of plan.steps) yield* stepOn(life, step)
  return life
}

/** Lives one step of a plan. */
export function* stepOn(life: Life, step: Step): Generator<Written> {
  if (step.kind === 'time') return yield* timeGoesBy(life, step)
  if (step.kind === 'policy') life.house = houseOf(step.version)
  const events = whatHappens(life, step)
  for (const written of events.aside ?? []) yield written
  if (events.here.length > 0) yield write(life, events.here)
}

/** When a history begins. */
export const startOf = ({ startMinute }: Plan): Temporal.Instant => start.add({ minutes: startMinute })
