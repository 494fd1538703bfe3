import { codeOf, valueOf } from '../fact.ts'
import type { FloorTerm } from '../floor.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { Finding } from './finding.ts'
import type { Grid, GridFact } from './grid.ts'
import { wholeBox, type Look } from './look.ts'
import { senseOf } from './monotone.ts'
import { notProved } from './not-proved.ts'
import { answerAt } from './fall.ts'
import { reachedAt } from './reach.ts'
import { liesIn, seek, type Question, type Verdict } from './seek.ts'

/** Answers that give somebody less than the policy's own floor, or later. */
export function findBelowFloor(grid: Grid, budget: Budget): Finding[] {
  return grid.compiled.policy.floor.flatMap((term) =>
    'least' in term
      ? grid.columns.flatMap((column) =>
          column.gives.flatMap((place, output) => {
            const fact = grid.facts[place]
            return fact?.fact.name === term.output ? below(column, output, fact, term, grid, budget) : []
          }),
        )
      : [],
  )
}

function below(
  column: Column,
  output: number,
  fact: GridFact,
  { least }: FloorTerm & { least: unknown },
  grid: Grid,
  budget: Budget,
): Finding[] {
  const value =
    typeof least === 'string' || typeof least === 'number' || typeof least === 'boolean' ? least : null
  const floor = codeOf(value, fact.fact.domain)
  if (floor === null) return []
  // A list is no single answer that could be held against a floor.
  if (column.way === 'list') return [notProved('below-floor', column.table.table.id)]
  // A date that is owed is worse the later it is; of everything else, less is worse.
  const sign = senseOf(fact.fact) === -1 ? -1 : 1
  const isBelow = (code: number) => (code - floor) * sign < 0
  const question: Question = {
    goals: [column],
    asks: (look) =>
      column.way === 'first'
        ? liesIn(grid, look.box, fact.place, (at) => isBelowClass(fact.codes[at] ?? null, isBelow))
        : sumBelow(look, column, isBelow),
  }
  const sought = seek(grid, question, wholeBox(grid), budget)
  const { id } = column.table.table
  if (!sought.found) return sought.isProved ? [] : [notProved('below-floor', id)]
  const { point, ...reached } = reachedAt(grid, column, question, sought.found, budget)
  const answer = answerAt(column, point, grid).answers[output] ?? null
  return [
    {
      kind: 'below-floor',
      ...reached,
      saying: { says: 'too-little', output: fact.fact.name, answer, floor: valueOf(floor, fact.fact.domain) },
    },
  ]
}

const isBelowClass = (code: number | null, isBelow: (code: number) => boolean) =>
  code !== null && isBelow(code)

function sumBelow({ seen }: Look, column: Column, isBelow: (code: number) => boolean): Verdict {
  const bounds = seen.get(column)
  if (!bounds || bounds.low > bounds.high) return 'no'
  const [low, high] = [isBelow(bounds.low), isBelow(bounds.high)]
  if (!low && !high) return 'no'
  return low && high && !bounds.silent ? 'yes' : 'maybe'
}
