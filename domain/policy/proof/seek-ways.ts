import { has, isWithin } from './bits.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { Grid } from './grid.ts'
import { lookAt, type Box } from './look.ts'
import { classesIn, coneOf, narrowed, seek, type Question, type Sought } from './seek.ts'

/**
 * Looks for points of a box at which the answer is yes, where the box also holds what tables give to some classes: back from
 * these to each row that gives one of them, and from the row to what it asks of earlier tables. A row of a long chain is
 * found so, or shown never to answer, without a search among all that its tables do not ask.
 */
export function seekWays(
  grid: Grid,
  question: Question,
  start: Box,
  budget: Budget,
  share = 0.2,
): Sought<Box> {
  const cone = coneOf(grid, question)
  const spent = budget.begin(share)
  let isProved = true
  for (const way of waysInto(grid, question, start, { cone, left: cone.toReversed(), spent })) {
    if (way === null) return { found: null, isProved: false }
    for (const first of ['low', 'high'] as const) {
      const sought = seek(grid, question, way, budget, { share: 0.005, first })
      if (sought.found) return sought
      if (sought.isProved) break
      if (first === 'high') isProved = false
    }
  }
  return { found: null, isProved }
}

type Walk = {
  readonly cone: readonly Column[]
  /** The columns whose answers are still only held, the last first: what they read is given by those after them. */
  readonly left: readonly Column[]
  readonly spent: () => boolean
}

/** The boxes that together have every point at which tables give what a box holds them to; null when the budget is spent. */
function* waysInto(grid: Grid, question: Question, box: Box, walk: Walk): Generator<Box | null> {
  if (walk.spent()) return yield null
  const { cone, left } = walk
  const held = lookAt(grid, box, cone, box)
  if (question.asks(held) === 'no') return
  const [giver, ...earlier] = left
  if (!giver) return yield box
  const rest = { ...walk, left: earlier }
  if (giver.way !== 'first' || givesWithin(grid, giver, lookAt(grid, box, cone).box, box))
    return yield* waysInto(grid, question, box, rest)
  const may = held.seen.get(giver)?.may
  for (let row = giver.size; row >= 0; row--) {
    if (!answersWithin(grid, giver, row, box)) continue
    // Behind the last row nothing is asked: there it is the default that answers, or silence.
    const way = row === giver.size ? box : may && has(may, row) ? rowBox(grid, giver, row, box) : null
    if (way) yield* waysInto(grid, question, way, rest)
  }
}

/** The part of a box in which a row fits, with what it asks of other tables held to its cells; null where there is none. */
export function rowBox(grid: Grid, { reads, masks, words }: Column, row: number, box: Box): Box | null {
  let part = box
  for (const [input, place] of reads.entries()) {
    const mask = masks[input]
    const classes = classesIn(grid, part, place).filter((at) => mask && has(mask, row, at * words))
    if (classes.length === 0) return null
    part = narrowed(grid, part, place, classes)
  }
  return part
}

/** Whether a column gives in one box only what another holds it to. */
const givesWithin = ({ facts }: Grid, { gives }: Column, given: Box, held: Box): boolean =>
  gives.every((place) => {
    const { at = 0, words = 0 } = facts[place] ?? {}
    return isWithin(given.subarray(at, at + words), held.subarray(at, at + words))
  })

const answersWithin = ({ facts }: Grid, { gives, answers }: Column, row: number, held: Box): boolean =>
  gives.every((place, output) => has(held, answers[row * gives.length + output] ?? 0, facts[place]?.at ?? 0))
