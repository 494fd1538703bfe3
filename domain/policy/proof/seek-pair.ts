import { isEmpty, sizeOf } from './bits.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { Grid } from './grid.ts'
import { lookAt, type Box, type Look } from './look.ts'
import {
  both,
  canBe,
  classesIn,
  coneOf,
  halves,
  narrowed,
  placeToCut,
  type Question,
  type Sought,
  type Verdict,
} from './seek.ts'

/** Two boxes that are alike in all facts but one. */
export type Pair = { readonly one: Box; readonly other: Box }

/** A question about pairs of points that differ in one fact. */
export type PairQuestion = Pick<Question, 'goals' | 'alone'> & {
  /** The fact in which the two differ. */
  readonly moved: number
  /** Whether an output differs; `same` tells which facts and outputs are alike at every pair of points, however little is known. */
  readonly asks: (one: Look, other: Look, same: (place: number) => boolean) => Verdict
}

/** Looks for a pair of points at which the answer is yes. */
export function seekPair(grid: Grid, question: PairQuestion, start: Pair, budget: Budget): Sought<Pair> {
  const cone = coneOf(grid, question)
  const stack = [start]
  const spent = budget.begin()
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    if (spent()) return { found: null, isProved: false }
    const [one, other] = [lookAt(grid, pair.one, cone), lookAt(grid, pair.other, cone)]
    const same = alike(grid, cone, question.moved, one, other)
    const possible = both(canBe(grid, one.box), canBe(grid, other.box))
    const verdict = both(possible, question.asks(one, other, same))
    if (verdict === 'no') continue
    if (verdict === 'yes') return { found: pair }
    stack.push(...cut(grid, question, cone, pair, [one, other]))
  }
  return { found: null, isProved: true }
}

/** Whether the answer is yes for every pair of points that can be. */
export function holdsForAll(grid: Grid, question: PairQuestion, pair: Pair, budget: Budget): boolean {
  const opposite = { yes: 'no', no: 'yes', maybe: 'maybe' } as const
  const denied: PairQuestion = { ...question, asks: (...looks) => opposite[question.asks(...looks)] }
  const sought = seekPair(grid, denied, pair, budget)
  return sought.found === null && sought.isProved
}

function cut(
  grid: Grid,
  question: PairQuestion,
  cone: readonly Column[],
  pair: Pair,
  looks: readonly Look[],
): Pair[] {
  const { moved } = question
  const place = placeToCut(grid, { goals: question.goals, cone }, looks)
  if (place < 0) throw new RangeError('A question was not settled at a single pair of points.')
  if (place !== moved) {
    const [first, second] = halves(grid, pair.one, place)
    const [third, fourth] = halves(grid, pair.other, place)
    return [
      { one: second, other: fourth },
      { one: first, other: third },
    ]
  }
  // The fact that differs is cut on the side on which it is still open.
  const side = classesIn(grid, pair.one, moved).length > 1 ? 'one' : 'other'
  return halves(grid, pair[side], moved).map((half) => ({ ...pair, [side]: half }))
}

/** Which facts and outputs are alike on both sides: those on which no shifted row hangs, and those that are one value on both. */
function alike(
  grid: Grid,
  cone: readonly Column[],
  moved: number,
  one: Look,
  other: Look,
): (place: number) => boolean {
  const unlike = new Set([moved])
  for (const column of cone) {
    const shifted = column.reads.flatMap((place, input) => (unlike.has(place) ? [input] : []))
    if (shifted.length === 0 || !tellsApart(grid, column, shifted, one, other)) continue
    for (const place of column.gives) if (!isOneValue(grid, place, one.box, other.box)) unlike.add(place)
    // What a list holds is in no box: the column itself stands for it.
    if (column.way === 'list') unlike.add(listPlace(column))
  }
  return (place) => !unlike.has(place)
}

/** The place that stands for the answer of a column that lists. */
export const listPlace = ({ at }: Column): number => -1 - at

/** Whether some row that may answer on either side fits differently on the two. */
function tellsApart(grid: Grid, column: Column, shifted: readonly number[], one: Look, other: Look): boolean {
  const rows = [one, other].map((look) => look.seen.get(column)?.may)
  for (let word = 0; word < column.words; word++) {
    const may = (rows[0]?.[word] ?? 0) | (rows[1]?.[word] ?? 0)
    for (const input of shifted)
      if ((differing(grid, column, input, word, one.box, other.box) & may) !== 0) return true
  }
  return false
}

function differing(grid: Grid, column: Column, input: number, word: number, one: Box, other: Box): number {
  const [mask, fact] = [column.masks[input], grid.facts[column.reads[input] ?? -1]]
  if (!mask || !fact) return 0
  let [some, every] = [0, -1]
  for (let part = 0; part < fact.words; part++)
    for (let rest = (one[fact.at + part] ?? 0) | (other[fact.at + part] ?? 0); rest !== 0; rest &= rest - 1) {
      const rows = mask[(part * 32 + 31 - Math.clz32(rest & -rest)) * column.words + word] ?? 0
      some |= rows
      every &= rows
    }
  return some & ~every
}

function isOneValue({ facts, columns }: Grid, place: number, one: Box, other: Box): boolean {
  const fact = facts[place]
  // A segment of sums is many values.
  if (!fact || columns[fact.givenBy]?.way !== 'first') return false
  const { at, words } = fact
  if (sizeOf(one, at, words) !== 1 || sizeOf(other, at, words) !== 1) return false
  return isEmpty(one.subarray(at, at + words).map((word, part) => word ^ (other[at + part] ?? 0)))
}

/** A pair of boxes that differ in one fact, from a box of the others. */
export const pairOf = (
  grid: Grid,
  box: Box,
  moved: number,
  from: readonly number[],
  to: readonly number[],
): Pair => ({
  one: narrowed(grid, box, moved, from),
  other: narrowed(grid, box, moved, to),
})
