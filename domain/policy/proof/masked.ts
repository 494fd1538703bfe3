import { has, setOf } from './bits.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import { covering } from './cover.ts'
import type { Finding } from './finding.ts'
import { withinOf } from './gap.ts'
import type { Grid } from './grid.ts'
import { wholeBox, type Box } from './look.ts'
import { notProved } from './not-proved.ts'
import { seek, type Question, type Sought, type Verdict } from './seek.ts'
import { rowBox, seekWays } from './seek-ways.ts'
import { onlyRows } from './some-rows.ts'
import { factsAt, pointIn, questionsUnder, saidOf } from './witness.ts'

/** Of so many rows of a table it is shown what takes their place; of the others it is only said. */
const most = 20

/** Rows that never give their answer, whatever comes: nothing fits them, or what fits them is answered by others. */
export function findMasked(grid: Grid, budget: Budget): Finding[] {
  return grid.compiled.tables.flatMap((table) => {
    const columns = grid.columns.filter((column) => column.table === table)
    const open: string[] = []
    let shown = 0
    const findings = table.lines.flatMap((line): Finding[] => {
      const row = line.fired.rows[0] ?? ''
      const places = columns.flatMap((column) => {
        const bit = column.lines.indexOf(line)
        return has(column.speaking, bit) ? [{ column, bit }] : []
      })
      const answers = new Set(places.map(({ column, bit }) => answering(column, bit, grid, budget)))
      if (answers.has('yes')) return []
      if (answers.has('maybe')) open.push(row)
      const [first] = places
      if (!first || answers.has('maybe')) return []
      shown++
      return [
        shown > most ? maskedToo(table.table.id, row) : maskedRow(first.column, first.bit, row, grid, budget),
      ]
    })
    return open.length > 0 ? [...findings, notProved('masked', table.table.id, open)] : findings
  })
}

/** Whether a row answers somewhere in what the whole policy can produce. */
function answering(column: Column, bit: number, grid: Grid, budget: Budget): Verdict {
  const within = cellsWithin(column, bit, grid)
  if (within.some((classes) => classes.length === 0)) return 'no'
  const rivals = rivalsOf(column, bit)
  const covered =
    rivals.length === 0
      ? { isCovered: false }
      : covering(column, { among: setOf(rivals, column.words), within }, budget)
  if (covered?.isCovered) return 'no'
  const isRaw = column.reads.every((place) => grid.facts[place]?.givenBy === -1)
  if (covered && isRaw && !grid.impossible) return 'yes'
  return reaches(column, bit, rivals, grid, budget)
}

/** For each fact the column reads, the classes in which the row's cell holds. */
const cellsWithin = (column: Column, bit: number, grid: Grid): number[][] =>
  withinOf(column, grid).map((classes, input) =>
    classes.filter((at) => has(column.masks[input] ?? column.speaking, bit, at * column.words)),
  )

/** The rows that are asked before a row and would take its answer away. */
function rivalsOf(column: Column, bit: number): number[] {
  const { table, answers, way, outputs } = column
  if (way !== 'first' || table.table.hit === 'U' || table.table.hit === 'A') return []
  const isGathered = table.table.hit.startsWith('C')
  const own = answers[bit * outputs.length]
  // Of several rows with the greatest answer, each gives it.
  return Array.from({ length: bit }, (_, row) => row).filter((row) => !isGathered || answers[row] !== own)
}

/** Whether something that can be fits a row and none of its rivals. */
function reaches(
  column: Column,
  bit: number,
  rivals: readonly number[],
  grid: Grid,
  budget: Budget,
): Verdict {
  const start = rowBox(grid, column, bit, wholeBox(grid))
  if (!start) return 'no'
  const question = beforeRivals(column, bit, rivals, grid)
  const along = verdictOf(seekWays(grid, question, start, budget))
  return along === 'maybe' ? verdictOf(seek(grid, question, start, budget, { share: 0.5 })) : along
}

const verdictOf = (sought: Sought<Box>): Verdict => (sought.found ? 'yes' : sought.isProved ? 'no' : 'maybe')

/** Whether a row fits and none of its rivals does. */
function beforeRivals(column: Column, bit: number, rivals: readonly number[], grid: Grid): Question {
  const rows = onlyRows(column, [bit, ...rivals], grid)
  return {
    goals: [rows],
    asks: ({ seen }) => {
      const found = seen.get(rows)
      if (!found || !has(found.may, 0)) return 'no'
      if (rivals.some((_, at) => has(found.fit, at + 1))) return 'no'
      return has(found.fit, 0) && rivals.every((_, at) => !has(found.may, at + 1)) ? 'yes' : 'maybe'
    },
  }
}

const maskedToo = (table: string, row: string): Finding => ({
  kind: 'masked',
  table,
  rows: [row],
  facts: {},
  instead: null,
  where: [],
  saying: { says: 'never-first', behind: [] },
})

function maskedRow(column: Column, bit: number, row: string, grid: Grid, budget: Budget): Finding {
  const one = onlyRows(column, [bit], grid)
  const question: Question = {
    goals: [one],
    asks: ({ seen }) => {
      const found = seen.get(one)
      return !found || !has(found.may, 0) ? 'no' : has(found.fit, 0) ? 'yes' : 'maybe'
    },
  }
  const sought = seek(grid, question, wholeBox(grid), budget)
  const about = { kind: 'masked', table: column.table.table.id, instead: null } as const
  if (!sought.found) return { ...about, rows: [row], facts: {}, where: [], saying: { says: 'never-fits' } }
  const point = pointIn(grid, sought.found)
  const behind = needed(column, bit, grid, budget)
  return {
    ...about,
    rows: [row, ...behind],
    facts: factsAt(grid, point, questionsUnder(grid, [column])),
    where: saidOf(grid, question, point, budget),
    saying: { says: 'never-first', behind },
  }
}

/** Of the rows that take a row's answers away, as few as are enough for it. */
function needed(column: Column, bit: number, grid: Grid, budget: Budget): string[] {
  const within = cellsWithin(column, bit, grid)
  const start = rowBox(grid, column, bit, wholeBox(grid))
  const touches = (row: number) =>
    within.every((classes, input) =>
      classes.some((at) => has(column.masks[input] ?? column.speaking, row, at * column.words)),
    )
  const areEnough = (rows: readonly number[]) =>
    covering(column, { among: setOf(rows, column.words), within }, budget)?.isCovered === true ||
    // What the table alone leaves open may be what the tables before it never give.
    (start !== null &&
      verdictOf(seekWays(grid, beforeRivals(column, bit, rows, grid), start, budget, 0.01)) === 'no')
  let rivals = rivalsOf(column, bit).filter(touches)
  for (const row of rivals.toReversed()) {
    const without = rivals.filter((other) => other !== row)
    if (areEnough(without)) rivals = without
  }
  return rivals.flatMap((row) => column.lines[row]?.fired.rows ?? [])
}
