import { openTimeAfter, type OpenTime } from '../deadline/calendar.ts'
import type { Rung } from './ladder.ts'
import { presence } from './rota.ts'

/** How far ahead a rota is looked over for holes. */
const holesHorizon = Temporal.Duration.from({ hours: 14 * 24 })

/** A stretch in which a rung promises to be there, and nobody is. */
export type Hole = OpenTime

/** The holes of a rung from a moment on, for so long: what its hours promise, less the time in which somebody is there. */
export function holesIn(rung: Rung, from: Temporal.Instant, ahead = holesHorizon): Hole[] {
  const until = from.add(ahead)
  const days = Math.ceil(ahead.total('hours') / 24) + 2
  const promised = inOrder([...openTimeAfter(from, rung.hours, days)])
  const kept = inOrder(rung.rota.flatMap((_, row) => [...presence(rung, row, from, days)]))
  return promised.flatMap((stretch) => without(stretch, kept)).flatMap((hole) => upTo(until, hole))
}

/** Stretches by when they begin, those that touch or overlap made one. */
function inOrder(stretches: readonly OpenTime[]): OpenTime[] {
  const merged: OpenTime[] = []
  for (const { from, until } of stretches.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))) {
    const last = merged.at(-1)
    if (last && !isAfter(from, last.until))
      merged[merged.length - 1] = { from: last.from, until: isAfter(until, last.until) ? until : last.until }
    else merged.push({ from, until })
  }
  return merged
}

/** What is left of a stretch when others, in order, are taken out of it. */
function without(stretch: OpenTime, others: readonly OpenTime[]): OpenTime[] {
  const left: OpenTime[] = []
  let { from } = stretch
  for (const other of others) {
    if (!isAfter(other.until, from)) continue
    if (!isAfter(stretch.until, other.from)) break
    if (isAfter(other.from, from)) left.push({ from, until: other.from })
    from = other.until
  }
  return isAfter(stretch.until, from) ? [...left, { from, until: stretch.until }] : left
}

const upTo = (end: Temporal.Instant, { from, until }: OpenTime): OpenTime[] =>
  isAfter(end, from) ? [{ from, until: isAfter(until, end) ? end : until }] : []

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
