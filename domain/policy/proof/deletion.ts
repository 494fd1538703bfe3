import { has } from './bits.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { Finding } from './finding.ts'
import type { Grid } from './grid.ts'
import { columnsOf, isDeletion } from './leak.ts'
import { wholeBox } from './look.ts'
import { notProved } from './not-proved.ts'
import { reachedAt, someFit } from './reach.ts'
import { seek } from './seek.ts'

/** Outcomes, and permissions, that ask the customer to take down what they published. */
export function findDeletionAsked(grid: Grid, budget: Budget): Finding[] {
  return columnsOf(grid, ['outcome', 'permission']).flatMap((column) =>
    column.outputs.flatMap((output, at) => asked(column, output, at, grid, budget)),
  )
}

function asked(column: Column, output: number, at: number, grid: Grid, budget: Budget): Finding[] {
  const fact = grid.facts[column.gives[at] ?? -1]
  if (!fact || fact.fact.deletion.length === 0) return []
  const asks = (code: number | null | undefined) =>
    code !== null && code !== undefined && isDeletion(fact.fact, [[code, code]])
  const bits = column.lines.flatMap((line, bit) =>
    has(column.speaking, bit) && asks(line.codes[output]) ? [bit] : [],
  )
  const about = {
    kind: 'deletion-condition',
    saying: { says: 'asks-for-deletion', output: fact.fact.name },
  } as const
  const byDefault = asks(column.table.otherwise.codes[output])
  if (byDefault && bits.length === 0) {
    const { otherwise, table } = column.table
    const saying = { ...about.saying, answer: otherwise.answers[output] ?? null }
    return [
      {
        kind: about.kind,
        table: table.id,
        rows: otherwise.fired.rows,
        facts: {},
        instead: null,
        where: [],
        saying,
      },
    ]
  }
  return bits.flatMap((bit): Finding[] => {
    const line = column.lines[bit]
    const question = someFit(grid, column, [bit])
    const sought = seek(grid, question, wholeBox(grid), budget)
    if (!sought.found)
      return sought.isProved
        ? []
        : [notProved('deletion-condition', column.table.table.id, line?.fired.rows ?? [])]
    const { point: _, ...reached } = reachedAt(grid, column, question, sought.found, budget)
    const saying = { ...about.saying, answer: line?.answers[output] ?? null }
    return [{ kind: about.kind, ...reached, rows: line?.fired.rows ?? [], saying }]
  })
}
