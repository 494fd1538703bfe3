import { meet } from './bits.ts'
import type { Column } from './column.ts'
import type { Grid } from './grid.ts'
import type { Look } from './look.ts'
import { listPlace } from './seek-pair.ts'
import type { Verdict } from './seek.ts'

/** Whether a column answers differently on two sides. */
export function differs(
  grid: Grid,
  column: Column,
  one: Look,
  other: Look,
  same: (place: number) => boolean,
): Verdict {
  if (column.way === 'list') return listsDiffer(column, one, other, same)
  const verdicts = new Set(
    column.gives.map((place) => {
      if (same(place)) return 'no'
      return column.way === 'first' ? valuesDiffer(grid, place, one, other) : sumsDiffer(column, one, other)
    }),
  )
  return verdicts.has('yes') ? 'yes' : verdicts.has('maybe') ? 'maybe' : 'no'
}

function valuesDiffer({ facts }: Grid, place: number, one: Look, other: Look): Verdict {
  const fact = facts[place]
  if (!fact) return 'no'
  const words = (look: Look) => look.box.subarray(fact.at, fact.at + fact.words)
  return meet(words(one), words(other)) ? 'maybe' : 'yes'
}

function sumsDiffer(column: Column, one: Look, other: Look): Verdict {
  const [a, b] = [one.seen.get(column), other.seen.get(column)]
  if (!a || !b) return 'no'
  const [isSilent, isOtherSilent] = [a.low > a.high, b.low > b.high]
  if (isSilent && isOtherSilent) return 'no'
  if ((isSilent && !b.silent) || (isOtherSilent && !a.silent)) return 'yes'
  if (a.silent || b.silent) return 'maybe'
  if (a.low > b.high || b.low > a.high) return 'yes'
  return a.low === a.high && b.low === b.high ? 'no' : 'maybe'
}

function listsDiffer(column: Column, one: Look, other: Look, same: (place: number) => boolean): Verdict {
  if (same(listPlace(column))) return 'no'
  const [a, b] = [one.seen.get(column), other.seen.get(column)]
  if (!a || !b) return 'no'
  const isSettled = [a, b].every(({ may, fit }) => may.every((word, at) => word === fit[at]))
  if (!isSettled) return 'maybe'
  return listed(column, a.fit) === listed(column, b.fit) ? 'no' : 'yes'
}

const listed = (column: Column, rows: Int32Array) =>
  JSON.stringify(
    column.lines
      .filter((_, bit) => (((rows[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1)
      .flatMap(({ answers }) => answers[column.outputs[0] ?? 0] ?? []),
  )
