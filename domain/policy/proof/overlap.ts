import { allBelow, has, membersOf, sizeOf, type Bits } from './bits.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import { touching } from './cover.ts'
import type { Finding } from './finding.ts'
import type { Grid } from './grid.ts'
import { wholeBox } from './look.ts'
import { notProved } from './not-proved.ts'
import { seek, type Question } from './seek.ts'
import { onlyRows } from './some-rows.ts'
import { factsAt, pointIn, questionsUnder, saidOf } from './witness.ts'

/** So many pairs of one table are shown; whoever mends them is shown the next ones. */
const most = 20

/** Rows that fit the same facts where only one may (U), or where all that fit have to agree (A). */
export function findOverlaps(grid: Grid, budget: Budget): Finding[] {
  return grid.columns
    .filter(({ table: { table } }) => table.hit === 'U' || table.hit === 'A')
    .flatMap((column) => {
      const findings: Finding[] = []
      for (const pair of pairsIn(column, grid)) {
        findings.push(...overlapOf(column, pair, grid, budget))
        if (findings.length === most) break
      }
      return findings
    })
}

/** Pairs of rows that some facts of the table fit, whether or not they can come about. */
function* pairsIn(column: Column, grid: Grid): Generator<[number, number]> {
  const meets = meetingRows(column, grid)
  for (let row = 0; row < column.size; row++)
    for (const other of membersOf(meets, row * column.words, column.words))
      if (other > row && mayNotBoth(column, row, other)) yield [row, other]
}

/** Whether no two rows of a column fit the same facts. */
export function isDisjoint(column: Column, grid: Grid): boolean {
  const meets = meetingRows(column, grid)
  for (let row = 0; row < column.size; row++)
    if (sizeOf(meets, row * column.words, column.words) > (has(meets, row, row * column.words) ? 1 : 0))
      return false
  return true
}

/** For each row, the rows of which some facts fit both. */
function meetingRows(column: Column, grid: Grid): Bits {
  const { size, words } = column
  const all = allBelow(size, words)
  const meets = new Int32Array(size * words)
  for (let row = 0; row < size; row++) meets.set(all, row * words)
  for (const [input, place] of column.reads.entries()) {
    const touched = touching(column, column.masks[input] ?? all, grid.facts[place]?.codes.length ?? 0)
    for (let word = 0; word < meets.length; word++) meets[word] = (meets[word] ?? 0) & (touched[word] ?? 0)
  }
  return meets
}

const mayNotBoth = ({ table: { table }, lines }: Column, row: number, other: number): boolean =>
  table.hit === 'U' || JSON.stringify(lines[row]?.answers) !== JSON.stringify(lines[other]?.answers)

function overlapOf(column: Column, pair: [number, number], grid: Grid, budget: Budget): Finding[] {
  const two = onlyRows(column, pair, grid)
  const question: Question = {
    goals: [two],
    asks: ({ seen }) => {
      const rows = seen.get(two)
      if (!rows || !has(rows.may, 0) || !has(rows.may, 1)) return 'no'
      return has(rows.fit, 0) && has(rows.fit, 1) ? 'yes' : 'maybe'
    },
  }
  const sought = seek(grid, question, wholeBox(grid), budget)
  const rows = pair.flatMap((row) => column.lines[row]?.fired.rows ?? [])
  const { id } = column.table.table
  if (!sought.found) return sought.isProved ? [] : [notProved('overlap', id, rows)]
  const point = pointIn(grid, sought.found)
  return [
    {
      kind: 'overlap',
      table: id,
      rows,
      facts: factsAt(grid, point, questionsUnder(grid, [column])),
      instead: null,
      where: saidOf(grid, question, point, budget),
      saying: { says: 'rows-disagree' },
    },
  ]
}
