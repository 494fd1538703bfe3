import type { Budget } from './budget.ts'
import type { Grid } from './grid.ts'
import { holdsForAll, type Pair, type PairQuestion } from './seek-pair.ts'
import { classesOf, lookAt } from './look.ts'
import { both, classesIn, coneOf, factsUnder, liesIn, narrowed } from './seek.ts'

/**
 * The widest pair of boxes round a pair of points for which the answer is yes throughout: of the facts that both share,
 * none can be left out or said more widely, and so the fact in which they differ, on either side as far as it may join there.
 */
export function widenedPair(
  grid: Grid,
  question: PairQuestion,
  points: Pair,
  budget: Budget,
  mayJoin: (side: keyof Pair, at: number, pair: Pair) => boolean = () => true,
): Pair {
  const { moved } = question
  let pair = points
  const tryOut = (wider: Pair) => {
    const holds = holdsForAll(grid, question, wider, budget)
    if (holds) pair = wider
    return holds
  }
  const all = (place: number) => {
    const fact = grid.facts[place]
    return fact ? classesOf(grid, fact) : []
  }
  for (const place of factsUnder(coneOf(grid, question)).toReversed()) {
    if (place === moved) continue
    const held = (classes: readonly number[]): Pair => ({
      one: narrowed(grid, pair.one, place, classes),
      other: narrowed(grid, pair.other, place, classes),
    })
    if (tryOut(held(all(place)))) continue
    for (const at of all(place)) tryOut(held([...classesIn(grid, pair.one, place), at]))
  }
  for (const side of ['one', 'other'] as const)
    for (const at of all(moved).filter((joining) => mayJoin(side, joining, pair)))
      tryOut({
        ...pair,
        [side]: narrowed(grid, pair[side], moved, [...classesIn(grid, pair[side], moved), at]),
      })
  return pair
}

/** The same question, but for pairs at which an output goes from just this answer to just that one, so that it can be said. */
export function turning(grid: Grid, question: PairQuestion, points: Pair, output: number): PairQuestion {
  const fact = grid.facts[output]
  const [giver] = fact ? [grid.columns[fact.givenBy]] : []
  if (!giver || giver.way !== 'first') return question
  const cone = coneOf(grid, question)
  const [before] = classesIn(grid, lookAt(grid, points.one, cone).box, output)
  const [after] = classesIn(grid, lookAt(grid, points.other, cone).box, output)
  return {
    ...question,
    asks: (one, other) =>
      both(
        liesIn(grid, one.box, output, (at) => at === before),
        liesIn(grid, other.box, output, (at) => at === after),
      ),
  }
}
