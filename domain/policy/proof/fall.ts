import { askAll } from '../ask.ts'
import type { Facts } from '../fact.ts'
import type { Budget } from './budget.ts'
import { cellText } from './cell-text.ts'
import type { Column } from './column.ts'
import type { Finding } from './finding.ts'
import { near } from './gap.ts'
import type { Grid, GridFact } from './grid.ts'
import type { Box, Look } from './look.ts'
import { pairOf, type Pair, type PairQuestion } from './seek-pair.ts'
import { both, canBe, classesIn, liesIn, narrowed, seek, type Question, type Verdict } from './seek.ts'
import { turning, widenedPair } from './widened-pair.ts'
import { factsAt, namedIn, pointIn, questionsUnder } from './witness.ts'

/** What is asked of one input and one output of a column: 1 where the output must not fall, -1 where it must not rise. */
export type Along = {
  readonly column: Column
  readonly input: number
  readonly output: number
  readonly sense: 1 | -1
}

/** A fall that a table shows by itself: the classes of its inputs before and after. */
export type LocalFall = { readonly before: readonly number[]; readonly after: readonly number[] }

/** The fall as a finding, where both sides of it can come about. */
export function fallOf(along: Along, fall: LocalFall, grid: Grid, budget: Budget): Finding | null {
  const points = pointsOf(along.column, fall, grid, budget)
  if (!points) return null
  const { column, input, output, sense } = along
  const [before, after] = [answerAt(column, points.before, grid), answerAt(column, points.after, grid)]
  const [from, to] = [before.codes[output] ?? null, after.codes[output] ?? null]
  if (from === null || to === null || (to - from) * sense >= 0) return null
  const moved = grid.facts[column.reads[input] ?? -1]
  const place = column.gives[output] ?? -1
  const local = localPair(along, fall, points.before, grid)
  const rank = (at: number) => rankOf(moved, at)
  // What is worse stays worse: the sides do not pass each other.
  const inOrder = (side: keyof Pair, at: number, { one, other }: Pair) =>
    side === 'one'
      ? rank(at) < Math.min(...classesIn(grid, other, local.moved).map(rank))
      : rank(at) > Math.max(...classesIn(grid, one, local.moved).map(rank))
  const question = turning(grid, { ...fallQuestion(along, grid), alone: true }, local.pair, place)
  const wide = widenedPair(grid, question, local.pair, budget, inOrder)
  return {
    kind: 'not-monotone',
    table: column.table.table.id,
    rows: [...new Set([...before.rows, ...after.rows])],
    facts: factsAt(grid, points.before, questionsUnder(grid, [column])),
    instead: differing(
      factsAt(grid, points.before, questionsUnder(grid, [column])),
      factsAt(grid, points.after, questionsUnder(grid, [column])),
    ),
    where: namedIn(
      grid,
      wide.one,
      column.reads.filter((_, at) => at !== input),
    ),
    saying: {
      says: 'falls',
      fact: moved?.fact.name ?? '',
      from: moved ? cellText(moved, classesIn(grid, wide.one, moved.place)) : '',
      to: moved ? cellText(moved, classesIn(grid, wide.other, moved.place)) : '',
      output: grid.facts[place]?.fact.name ?? '',
      before: before.answers[output] ?? null,
      after: after.answers[output] ?? null,
    },
  }
}

/** The two sides as the table sees them, whatever gave it its inputs. */
function localPair({ column, input }: Along, { before, after }: LocalFall, point: Box, grid: Grid) {
  const moved = column.reads[input] ?? -1
  const box = column.reads.reduce((held, read, at) => narrowed(grid, held, read, [before[at] ?? 0]), point)
  return { moved, pair: pairOf(grid, box, moved, [before[input] ?? 0], [after[input] ?? 0]) }
}

/** Where a class stands in the order of its fact; nowhere where it is unknown and that has no place. */
function rankOf(fact: GridFact | undefined, at: number): number {
  if (!fact || at !== fact.unknown) return fact?.spans[at]?.[0]?.[0] ?? NaN
  return fact.fact.unknownIs === 'worst' ? Infinity : fact.fact.unknownIs === 'least' ? -Infinity : NaN
}

/** Whether an output falls between two sides that differ in one input. */
export function fallQuestion({ column, input, output, sense }: Along, grid: Grid): PairQuestion {
  const place = column.gives[output] ?? -1
  return {
    goals: [column],
    moved: column.reads[input] ?? -1,
    asks: (one, other, same) =>
      same(place)
        ? 'no'
        : column.way === 'first'
          ? classFalls(grid, place, sense, one, other)
          : sumFalls(column, sense, one, other),
  }
}

function classFalls(grid: Grid, place: number, sense: 1 | -1, one: Look, other: Look): Verdict {
  const silent = grid.facts[place]?.unknown
  const [all, allOther] = [classesIn(grid, one.box, place), classesIn(grid, other.box, place)]
  const ranks = (classes: readonly number[]) => classes.filter((at) => at !== silent).map((at) => at * sense)
  const [before, after] = [ranks(all), ranks(allOther)]
  if (before.length === 0 || after.length === 0 || Math.max(...before) <= Math.min(...after)) return 'no'
  const speaks = before.length === all.length && after.length === allOther.length
  return speaks && Math.min(...before) > Math.max(...after) ? 'yes' : 'maybe'
}

function sumFalls(column: Column, sense: 1 | -1, one: Look, other: Look): Verdict {
  const [before, after] = [one.seen.get(column), other.seen.get(column)]
  if (!before || !after || before.low > before.high || after.low > after.high) return 'no'
  const [most, least] = sense === 1 ? [before.high, after.low] : [after.high, before.low]
  if (most <= least) return 'no'
  const isCertain = sense === 1 ? before.low > after.high : after.low > before.high
  return isCertain && !before.silent && !after.silent ? 'yes' : 'maybe'
}

/** Points of the policy at which a table has these inputs before and after; null where there are none, or none was found. */
function pointsOf(column: Column, fall: LocalFall, grid: Grid, budget: Budget) {
  const changed = fall.before.findIndex((at, input) => at !== fall.after[input])
  const moved = column.reads[changed] ?? -1
  const step = fall.after[changed] ?? 0
  if (column.reads.every((place) => grid.facts[place]?.givenBy === -1)) {
    const possible: Question = {
      goals: [],
      about: grid.impossible?.reads ?? [],
      asks: ({ box }) => canBe(grid, narrowed(grid, box, moved, [step])),
    }
    const { found } = seek(grid, possible, near(column, fall.before, grid), budget)
    if (!found) return null
    const before = pointIn(grid, found)
    return { before, after: narrowed(grid, before, moved, [step]) }
  }
  const before = reaching(column, fall.before, grid, budget)
  const after = before && reaching(column, fall.after, grid, budget)
  return after ? { before, after } : null
}

/** A point of the policy at which a table's inputs lie in certain classes. */
function reaching(column: Column, inputs: readonly number[], grid: Grid, budget: Budget): Box | null {
  const given = column.reads.flatMap((place, at) => {
    const giver = grid.columns[grid.facts[place]?.givenBy ?? -1]
    return giver ? [{ place, giver, at: inputs[at] ?? 0 }] : []
  })
  const question: Question = {
    goals: [...new Set(given.map(({ giver }) => giver))],
    asks: ({ box }) =>
      given.reduce<Verdict>(
        (verdict, { place, at }) =>
          both(
            verdict,
            liesIn(grid, box, place, (other) => other === at),
          ),
        'yes',
      ),
  }
  const { found } = seek(grid, question, near(column, inputs, grid), budget)
  return found ? pointIn(grid, found) : null
}

/** What the desk itself answers at a point. */
export function answerAt(column: Column, point: Box, grid: Grid) {
  const facts = factsAt(grid, point, questionsUnder(grid, [column]))
  const line = askAll(grid.compiled, facts).lines[grid.compiled.tables.indexOf(column.table)]
  return {
    rows: line?.fired.rows ?? [],
    answers: column.outputs.map((output) => line?.answers[output] ?? null),
    codes: column.outputs.map((output) => line?.codes[output] ?? null),
  }
}

/** The facts of the second complaint that are not those of the first. */
export const differing = (one: Facts, other: Facts): Facts =>
  Object.fromEntries(Object.entries(other).filter(([name, value]) => one[name] !== value))
