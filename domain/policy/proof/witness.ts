import { valueOf, type Facts, type FactValue } from '../fact.ts'
import { cellText } from './cell-text.ts'
import type { Column } from './column.ts'
import type { Budget } from './budget.ts'
import type { Named } from './finding.ts'
import type { Grid } from './grid.ts'
import { classesOf, lookAt, type Box } from './look.ts'
import { classesIn, coneOf, factsUnder, holdsThroughout, narrowed, type Question } from './seek.ts'

/** One point of a box: of every fact the calmest class that it may lie in. */
export function pointIn(grid: Grid, box: Box): Box {
  return grid.facts.reduce((point, { place, givenBy }) => {
    const [first] = classesIn(grid, point, place)
    return givenBy >= 0 || first === undefined ? point : narrowed(grid, point, place, [first])
  }, box)
}

/** The facts of a point, as one would ask the policy: all that it needs, and the questions on which something hangs. */
export function factsAt(grid: Grid, point: Box, asked: readonly number[] = []): Facts {
  const facts: Record<string, FactValue> = {}
  for (const { place, fact, codes, givenBy } of grid.facts) {
    if (givenBy >= 0 || (fact.label === null && !asked.includes(place))) continue
    const code = codes[classesIn(grid, point, place)[0] ?? 0] ?? null
    facts[fact.name] = code === null ? null : valueOf(code, fact.domain)
  }
  return facts
}

/** The facts of the policy of which tables are asked that answer only when asked. */
export const questionsUnder = (grid: Grid, goals: readonly Column[]): number[] =>
  factsUnder(coneOf(grid, { goals }))

/** A point with what the tables make of it, as far as some columns hang on them. */
const answered = (grid: Grid, point: Box, goals: readonly Column[]): Box =>
  lookAt(grid, point, coneOf(grid, { goals })).box

/**
 * The widest box round a point in which the answer to a question is yes throughout: no fact that still keeps it in can be
 * left out, and none can be said more widely. One pass is enough, since what does not hold in a box holds in no wider one.
 */
export function widened(grid: Grid, question: Question, point: Box, budget: Budget): Box {
  let box = point
  for (const place of factsUnder(coneOf(grid, question)).toReversed()) {
    const fact = grid.facts[place]
    const all = fact ? classesOf(grid, fact) : []
    const anything = narrowed(grid, box, place, all)
    if (holdsThroughout(grid, question, anything, budget)) {
      box = anything
      continue
    }
    for (const at of all) {
      const wider = narrowed(grid, box, place, [...classesIn(grid, box, place), at])
      if (holdsThroughout(grid, question, wider, budget)) box = wider
    }
  }
  return box
}

/** The facts among some that a box holds to less than everything, each with the cell that says to what. */
export function namedIn(grid: Grid, box: Box, places: readonly number[]): Named[] {
  return places.flatMap((place) => {
    const fact = grid.facts[place]
    const classes = classesIn(grid, box, place)
    return fact && classes.length < classesOf(grid, fact).length
      ? [{ fact: fact.fact.name, cell: cellText(fact, classes) }]
      : []
  })
}

/** What is said of a fault in one table: the facts and answers that the table reads, as widely as it is true. */
export function saidOf(grid: Grid, question: Question, point: Box, budget: Budget): Named[] {
  const alone = { ...question, alone: true }
  const from = answered(grid, point, question.goals)
  return namedIn(grid, widened(grid, alone, from, budget), factsUnder(coneOf(grid, alone)))
}
