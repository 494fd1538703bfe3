import { isOpenAt, openTimeAfter } from '../deadline/calendar.ts'
import type { Rung } from './ladder.ts'

/** How far ahead a rota is searched for whoever comes next. */
const horizon = 60

/** Who is on duty on a rung at a moment, in the order of its rota. */
export function onDuty({ rota }: Rung, at: Temporal.Instant): string[] {
  const there = rota.filter(({ hours }) => isOpenAt(at, hours)).map(({ who }) => who)
  return [...new Set(there)]
}

/**
 * Who is on duty now or comes on duty next, and from when. There is always somebody:
 * where nobody comes within 60 days, the first of the rota answers at once.
 */
export function nextOnDuty(
  { rota, id }: Rung,
  at: Temporal.Instant,
): { who: string; from: Temporal.Instant } {
  const shifts = rota.flatMap(({ who, hours }) => {
    const next = openTimeAfter(at, hours, horizon).next()
    return next.done ? [] : [{ who, from: next.value.from }]
  })
  const [first] = shifts.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))
  if (first) return first
  const [head] = rota
  if (!head) throw new RangeError(`The rung ${id} has nobody on its rota.`)
  return { who: head.who, from: at }
}

/** Whom to ask on a rung: one of those on duty, chosen evenly by `spread`, such as a case number; else who comes next. */
export function whoFor(rung: Rung, at: Temporal.Instant, spread: number): string {
  const there = onDuty(rung, at)
  return there[Math.abs(Math.trunc(spread)) % there.length] ?? nextOnDuty(rung, at).who
}
