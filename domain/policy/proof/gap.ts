import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import { covering } from './cover.ts'
import type { Finding } from './finding.ts'
import type { Grid } from './grid.ts'
import { classesOf, wholeBox } from './look.ts'
import { liesIn, narrowed, seek, type Question, type Sought } from './seek.ts'
import type { Box } from './look.ts'
import { factsAt, pointIn, questionsUnder, saidOf } from './witness.ts'
import { notProved } from './not-proved.ts'
import { isDisjoint } from './overlap.ts'
import { coveringByVolume } from './volume.ts'

/**
 * The facts for which a table gives no answer. Tables that list or count what fits have nothing to answer. Takes down in
 * the grid which columns always answer, for the tables that read them.
 */
export function findGaps(grid: Grid, budget: Budget): Finding[] {
  return grid.columns.flatMap((column) => {
    if (column.way === 'list' || column.way === 'count') return []
    const hole = alwaysSpeaks(column) ? null : openPoint(column, grid, budget)
    if (hole !== null) return gapsIn(column, hole, grid, budget)
    grid.complete.add(column)
    return []
  })
}

/** Where a default answers whenever no row does. */
function alwaysSpeaks({ table, outputs, size, speaking, words }: Column): boolean {
  const answers = outputs.every((output) => (table.otherwise.codes[output] ?? null) !== null)
  return answers && allSpeak(speaking, size, words)
}

const allSpeak = (speaking: Int32Array, size: number, words: number) => {
  for (let row = 0; row < size; row++)
    if ((((speaking[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) return false
  return words > 0
}

/** A point of the table itself which no row covers; null where there is none, none known where it cannot be told. */
function openPoint(column: Column, grid: Grid, budget: Budget): readonly number[] | undefined | null {
  const within = withinOf(column, grid)
  const covered =
    column.table.table.hit === 'U' && isDisjoint(column, grid)
      ? coveringByVolume(column, within)
      : covering(column, { among: column.speaking, within }, budget)
  if (covered?.isCovered === true) return null
  return covered?.isCovered === false ? covered.hole : undefined
}

/** For each fact that a column reads, the classes that it can lie in. */
export const withinOf = ({ reads }: Column, grid: Grid): number[][] =>
  reads.map((place) => {
    const fact = grid.facts[place]
    return fact ? classesOf(grid, fact) : []
  })

function gapsIn(column: Column, hole: readonly number[] | undefined, grid: Grid, budget: Budget): Finding[] {
  const [place = -1] = column.gives
  const silent = grid.facts[place]?.unknown
  const question: Question = {
    goals: [column],
    asks: ({ box }) => liesIn(grid, box, place, (at) => at === silent),
  }
  const sought = nearHole(column, hole, question, grid, budget)
  const { id } = column.table.table
  if (!sought.found) {
    if (!sought.isProved) return [notProved('gap', id)]
    grid.complete.add(column)
    return []
  }
  const point = pointIn(grid, sought.found)
  return [
    {
      kind: 'gap',
      table: id,
      rows: [],
      facts: factsAt(grid, point, questionsUnder(grid, [column])),
      instead: null,
      where: saidOf(grid, question, point, budget),
      saying: { says: 'nothing-answered', output: grid.facts[place]?.fact.name ?? '' },
    },
  ]
}

/** Looks first where the table is open, then everywhere. */
function nearHole(
  column: Column,
  hole: readonly number[] | undefined,
  question: Question,
  grid: Grid,
  budget: Budget,
): Sought<Box> {
  const whole = wholeBox(grid)
  if (!hole) return seek(grid, question, whole, budget)
  const sought = seek(grid, question, near(column, hole, grid), budget)
  return sought.found ? sought : seek(grid, question, whole, budget)
}

/** The box in which the facts that a column reads lie as in a point of it. */
export const near = ({ reads }: Column, point: readonly number[], grid: Grid): Box =>
  reads.reduce(
    (box, place, input) =>
      grid.facts[place]?.givenBy === -1 ? narrowed(grid, box, place, [point[input] ?? 0]) : box,
    wholeBox(grid),
  )
