import { has } from './bits.ts'
import type { Column } from './column.ts'
import type { Finding } from './finding.ts'
import type { Budget } from './budget.ts'
import { answerAt } from './fall.ts'
import type { Grid } from './grid.ts'
import type { Box } from './look.ts'
import { both, coneOf, factsUnder, liesIn, type Question, type Verdict } from './seek.ts'
import { onlyRows } from './some-rows.ts'
import { factsAt, namedIn, pointIn, questionsUnder, widened } from './witness.ts'

/** Whether a column gives its outputs certain classes. */
export const answersIn = (
  grid: Grid,
  column: Column,
  classes: readonly ((at: number) => boolean)[],
): Question => ({
  goals: [column],
  asks: ({ box }) =>
    column.gives.reduce<Verdict>(
      (verdict, place, output) => both(verdict, liesIn(grid, box, place, classes[output] ?? (() => true))),
      'yes',
    ),
})

/** Whether some of a column's rows fit. */
export function someFit(grid: Grid, column: Column, bits: readonly number[]): Question {
  const rows = onlyRows(column, bits, grid)
  return {
    goals: [rows],
    asks: ({ seen }) => {
      const found = seen.get(rows)
      if (!found || bits.every((_, at) => !has(found.may, at))) return 'no'
      return bits.some((_, at) => has(found.fit, at)) ? 'yes' : 'maybe'
    },
  }
}

/** What a finding says of a place that a column reaches: facts that lead there, those that matter, and the rows that answer. */
export function reachedAt(
  grid: Grid,
  column: Column,
  question: Question,
  found: Box,
  budget: Budget,
): Pick<Finding, 'table' | 'rows' | 'facts' | 'instead' | 'where'> & { point: Box } {
  const point = pointIn(grid, found)
  return {
    table: column.table.table.id,
    rows: answerAt(column, point, grid).rows,
    facts: factsAt(grid, point, questionsUnder(grid, [column])),
    instead: null,
    where: namedIn(grid, widened(grid, question, point, budget), factsUnder(coneOf(grid, question))),
    point,
  }
}
