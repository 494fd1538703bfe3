import { askAll, type Segments } from './ask.ts'
import { sampleOf, type Axis } from './axis.ts'
import { holds } from './cell.ts'
import type { CompiledPolicy, CompiledTable } from './compile.ts'
import type { Facts, FactValue } from './fact.ts'
import { isList, type Answer, type Line } from './line.ts'
import { nearestChange } from './nearest.ts'
import type { Kind, Row } from './table.ts'

/** Why a table answers as it does. */
export type Why = {
  readonly table: string
  readonly kind: Kind
  readonly answers: Readonly<Record<string, Answer>>
  /** The rows that gave the answer, each with the principle it stands on. */
  readonly fired: readonly { readonly row: string; readonly because: string | null }[]
  /** Every other row with the fact that kept it from firing; null where it fits, and another row was preferred. */
  readonly others: readonly { readonly row: string; readonly keptBy: string | null }[]
  /** The least change of one fact that would change the answer, where one fact is enough. */
  readonly nearest: Nearest | null
}

type Nearest = {
  readonly fact: string
  readonly from: FactValue
  readonly to: FactValue
  readonly answers: Readonly<Record<string, Answer>>
  readonly rows: readonly string[]
}

/** Explains a decision, table by table in the order in which they were asked. The facts are as for `decide`. */
export function explain(compiled: CompiledPolicy, facts: Facts): Why[] {
  const { lines, segments } = askAll(compiled, facts)
  const known: Record<string, FactValue> = { ...facts }
  return compiled.tables.flatMap((table, at) => {
    const line = lines[at]
    if (!line) return []
    const why = whyOf(table, line, segments, compiled.axes, known)
    for (const [name, answer] of Object.entries(why.answers)) if (!isList(answer)) known[name] = answer
    return [why]
  })
}

function whyOf(
  table: CompiledTable,
  line: Line,
  segments: Segments,
  axes: readonly Axis[],
  known: Facts,
): Why {
  const { id, kind, rows, otherwise } = table.table
  const fired = new Set(line.fired.rows)
  const change = nearestChange(table, axes, segments, known)
  return {
    table: id,
    kind,
    answers: answersIn(line, table),
    fired: (otherwise ? [...rows, otherwise] : rows)
      .filter((row) => fired.has(row.id))
      .map((row) => ({ row: row.id, because: row.because })),
    others: rows
      .filter((row) => !fired.has(row.id))
      .map((row) => ({ row: row.id, keptBy: keptBy(row, table, segments, axes) })),
    nearest: change && {
      fact: change.fact,
      from: change.from,
      to: change.to,
      answers: answersIn(change.line, table),
      rows: change.line.fired.rows,
    },
  }
}

const answersIn = (line: Line, { table }: CompiledTable) =>
  Object.fromEntries(table.gives.map(({ name }, output) => [name, line.answers[output] ?? null]))

/** The first fact, in the order of the table, whose cell does not hold. */
function keptBy(
  { when }: Row,
  { reads }: CompiledTable,
  segments: Segments,
  axes: readonly Axis[],
): string | null {
  for (const [column, place] of reads.entries()) {
    const [cell, axis] = [when[column], axes[place]]
    if (cell && axis && !holds(cell, sampleOf(segments[place] ?? -1, axis))) return axis.fact.name
  }
  return null
}
