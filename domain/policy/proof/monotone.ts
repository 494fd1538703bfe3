import type { Fact } from '../fact.ts'
import { allBelow, has, setOf, type Bits } from './bits.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import { covering, touching } from './cover.ts'
import type { Finding } from './finding.ts'
import { withinOf } from './gap.ts'
import type { Grid, GridFact } from './grid.ts'
import { fallOf, fallQuestion, type Along, type LocalFall } from './fall.ts'
import { wholeBox, type Box } from './look.ts'
import { pairOf, seekPair } from './seek-pair.ts'
import { classesIn } from './seek.ts'
import { notProved } from './not-proved.ts'

/**
 * Where something worse makes the desk slower or lower: raising one input of a table that is worse upwards, the others
 * alike, must not lower an output that is graver upwards, nor put off a date. What holds for each table holds for the chain.
 */
export function findFalls(grid: Grid, budget: Budget): Finding[] {
  return grid.columns.flatMap((column) =>
    column.gives.flatMap((place, output) => {
      const sense = senseOf(grid.facts[place]?.fact)
      if (sense === 0 || column.way === 'list') return []
      return column.reads.flatMap((read, input) =>
        grid.facts[read]?.fact.upIsWorse ? (fallAlong(column, input, output, sense, grid, budget) ?? []) : [],
      )
    }),
  )
}

/** 1 where an output must not fall, -1 where it must not rise: a date that is owed; 0 where it may do as it likes. */
export function senseOf(fact: Fact | undefined): 1 | -1 | 0 {
  if (!fact) return 0
  if (fact.upIsWorse) return 1
  return fact.domain.type === 'duration' || fact.domain.type === 'instant' || fact.domain.type === 'date'
    ? -1
    : 0
}

function fallAlong(
  column: Column,
  input: number,
  output: number,
  sense: 1 | -1,
  grid: Grid,
  budget: Budget,
): Finding | null {
  const along: Along = { column, input, output, sense }
  // Over a gap, or over what cannot be, two answers may meet that are no neighbours.
  const isBroken = !grid.complete.has(column) || (column.way !== 'first' && grid.impossible !== null)
  const neighbours = stepsOf(grid.facts[column.reads[input] ?? -1], isBroken)
  const first = fallsAlong(along, neighbours, grid, budget).next()
  if (first.done && first.value) return null
  // What is not the whole of its grid may jump over a step: then every pair has to be looked at.
  const steps = stepsOf(grid.facts[column.reads[input] ?? -1], true)
  const isRaw = column.reads.every((place) => grid.facts[place]?.givenBy === -1)
  const falls = isRaw ? pairsAlong(along, steps, grid, budget) : fallsAlong(along, steps, grid, budget)
  let isSettled = true
  let tries = 0
  for (let next = falls.next(); ; next = falls.next()) {
    if (next.done) {
      isSettled &&= next.value
      break
    }
    const found = fallOf(along, next.value, grid, budget)
    if (found) return found
    isSettled = false
    if (++tries === 100) break
  }
  return isSettled ? null : notProved('not-monotone', column.table.table.id)
}

/**
 * The steps upwards along a fact: from each class to the next, or to every later one. Where the unknown has no place in
 * the order it is passed over, and so is silence.
 */
function stepsOf(fact: GridFact | undefined, all: boolean): [number, number][] {
  if (!fact) return []
  const ranges = fact.spans
    .flatMap((spans, at) => spans.map(([low]) => ({ low, at })))
    .toSorted((a, b) => a.low - b.low)
    .map(({ at }) => at)
  if (fact.unknown >= 0 && fact.fact.unknownIs === 'worst') ranges.push(fact.unknown)
  if (fact.unknown >= 0 && fact.fact.unknownIs === 'least') ranges.unshift(fact.unknown)
  const steps = ranges.flatMap((from, place) =>
    (all ? ranges.slice(place + 1) : ranges.slice(place + 1, place + 2)).map((to): [number, number] => [
      from,
      to,
    ]),
  )
  return steps.filter(([from, to]) => from !== to)
}

/** The falls that a column shows along some steps, looked at by itself; at the end, whether these are all. */
function* fallsAlong(
  along: Along,
  steps: readonly [number, number][],
  grid: Grid,
  budget: Budget,
): Generator<LocalFall, boolean> {
  if (along.column.way !== 'first') return yield* pairsAlong(along, steps, grid, budget)
  const { column, input } = along
  const others = withoutInput(column, input, grid)
  let isSettled = true
  for (const [from, to] of steps)
    for (const [winner, next] of changesOfWinner(along, others, from, to, grid)) {
      const within = others.within.map((classes, at) => classes.filter(bothHold(others, at, winner, next)))
      const before = others.rows
      const covered = covering(before, { among: earlierRows(along, winner, next, from, to), within }, budget)
      if (covered === null) isSettled = false
      if (covered?.isCovered === false) {
        const point = (at: number) => covered.hole.toSpliced(input, 0, at)
        yield { before: point(from), after: point(to) }
      }
    }
  return isSettled
}

/** The same by looking for pairs of points that can be: for sums, and where not everything can be. */
function* pairsAlong(
  along: Along,
  steps: readonly [number, number][],
  grid: Grid,
  budget: Budget,
): Generator<LocalFall, boolean> {
  const { column, input } = along
  let isSettled = true
  for (const [from, to] of steps) {
    const question = { ...fallQuestion(along, grid), alone: true }
    const pair = pairOf(grid, wholeBox(grid), column.reads[input] ?? -1, [from], [to])
    const sought = seekPair(grid, question, pair, budget)
    if (!sought.found) {
      isSettled &&= sought.isProved
      continue
    }
    const { one, other } = sought.found
    const pointOf = (box: Box) => column.reads.map((place) => classesIn(grid, box, place)[0] ?? 0)
    yield { before: pointOf(one), after: pointOf(other) }
  }
  return isSettled
}

type Others = {
  readonly rows: { readonly size: number; readonly words: number; readonly masks: readonly Bits[] }
  readonly within: readonly (readonly number[])[]
  /** For each row, the rows that meet it in all the other inputs. */
  readonly meets: Bits
}

const known = new WeakMap<Column, Map<number, Others>>()

/** A column without one of its inputs. */
function withoutInput(column: Column, input: number, grid: Grid): Others {
  const cached = known.get(column) ?? new Map<number, Others>()
  known.set(column, cached)
  const before = cached.get(input)
  if (before) return before
  const { size, words } = column
  const masks = column.masks.toSpliced(input, 1)
  const within = withinOf(column, grid).toSpliced(input, 1)
  const meets = new Int32Array(size * words)
  const all = allBelow(size, words)
  for (let row = 0; row < size; row++) meets.set(all, row * words)
  for (const [at, mask] of masks.entries()) {
    const place = column.reads.toSpliced(input, 1)[at] ?? -1
    const touched = touching(column, mask, grid.facts[place]?.codes.length ?? 0)
    for (let word = 0; word < meets.length; word++) meets[word] = (meets[word] ?? 0) & (touched[word] ?? 0)
  }
  const others = { rows: { size, words, masks }, within, meets }
  cached.set(input, others)
  return others
}

/** Whether in a class of one of the other inputs two rows hold; the row behind the last stands for none of them. */
const bothHold =
  ({ rows }: Others, at: number, one: number, other: number) =>
  (place: number) =>
    [one, other].every(
      (row) => row === rows.size || has(rows.masks[at] ?? new Int32Array(0), row, place * rows.words),
    )

/** The rows that would answer in the place of the winner before, or of the next one after the step. */
function earlierRows({ column, input }: Along, winner: number, next: number, from: number, to: number): Bits {
  const mask = column.masks[input] ?? column.speaking
  const { words } = column
  const [before, after] = [allBelow(winner, words), allBelow(next, words)]
  return before.map(
    (word, at) => (word & (mask[from * words + at] ?? 0)) | ((after[at] ?? 0) & (mask[to * words + at] ?? 0)),
  )
}

/** Pairs of rows of which the first may answer before a step and the second after it, so that the answer falls. */
function* changesOfWinner(
  { column, input, output, sense }: Along,
  { meets }: Others,
  from: number,
  to: number,
  grid: Grid,
): Generator<[number, number]> {
  const { size, words, answers, outputs } = column
  const mask = column.masks[input] ?? column.speaking
  const answer = (row: number) => answers[row * outputs.length + output] ?? 0
  const silent = grid.facts[column.gives[output] ?? -1]?.unknown
  const worse = worseThan(column, output, sense, silent)
  const holdsAt = (row: number, at: number) => row === size || has(mask, row, at * words)
  for (let winner = 0; winner <= size; winner++) {
    if (answer(winner) === silent || !holdsAt(winner, from)) continue
    const stays = holdsAt(winner, to)
    const lower = worse.get(answer(winner))
    if (!lower) continue
    for (let word = 0; word < words; word++) {
      const met = winner === size ? -1 : (meets[winner * words + word] ?? 0)
      let next = met & (lower[word] ?? 0) & (mask[to * words + word] ?? 0)
      for (; next !== 0; next &= next - 1) {
        const row = word * 32 + 31 - Math.clz32(next & -next)
        if (row < winner ? !holdsAt(row, from) : row > winner && !stays) yield [winner, row]
      }
    }
    if (winner < size && !stays && answer(size) !== silent && (answer(size) - answer(winner)) * sense < 0)
      yield [winner, size]
  }
}

/** For each answer, the rows whose answer is a fall from it. */
function worseThan(
  { size, words, answers, outputs }: Column,
  output: number,
  sense: 1 | -1,
  silent: number | undefined,
) {
  const rows = Array.from({ length: size + 1 }, (_, row) => ({
    row,
    answer: answers[row * outputs.length + output] ?? 0,
  }))
  const worse = new Map<number, Bits>()
  for (const { answer } of rows) {
    if (worse.has(answer)) continue
    const lower = rows.filter(
      (other) => other.row < size && other.answer !== silent && (other.answer - answer) * sense < 0,
    )
    worse.set(
      answer,
      setOf(
        lower.map(({ row }) => row),
        words,
      ),
    )
  }
  return worse
}
