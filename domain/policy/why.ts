import { askAll, type Segments } from './ask.ts'
import type { Axis } from './axis.ts'
import type { CompiledPolicy, CompiledTable } from './compile.ts'
import type { Facts, FactValue } from './fact.ts'
import { isList, type Answer, type Line } from './line.ts'
import { nearestChange } from './nearest.ts'
import type { Kind } from './table.ts'

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
    others: othersIn(table, fired, segments),
    nearest: change && {
      fact: change.fact,
      from: change.from,
      to: change.to,
      answers: answersIn(change.line, table),
      rows: change.line.fired.rows,
    },
  }
}

/** The rows that did not give the answer, as they are written, each with the fact that kept it away. */
function othersIn(table: CompiledTable, fired: ReadonlySet<string>, segments: Segments): Why['others'] {
  const kept = keptBy(table, segments)
  const inputs = new Map(table.lines.map((line, bit) => [line.fired.rows[0], kept[bit] ?? -1]))
  return table.table.rows.flatMap(({ id }) =>
    fired.has(id) ? [] : [{ row: id, keptBy: table.table.reads[inputs.get(id) ?? -1] ?? null }],
  )
}

const answersIn = (line: Line, { table }: CompiledTable) =>
  Object.fromEntries(table.gives.map(({ name }, output) => [name, line.answers[output] ?? null]))

/** For each line of a table, the input that keeps it from fitting: the first of them in the order of the table; -1 for none. */
export function keptBy({ reads, masks, words, all, lines }: CompiledTable, segments: Segments): Int16Array {
  const kept = new Int16Array(lines.length).fill(-1)
  for (let word = 0; word < words; word++) {
    let left = all[word] ?? 0
    for (let input = 0; input < reads.length && left !== 0; input++) {
      const holds = masks[input]?.[(segments[reads[input] ?? -1] ?? -1) * words + word] ?? 0
      for (let lost = left & ~holds; lost !== 0; lost &= lost - 1)
        kept[word * 32 + 31 - Math.clz32(lost & -lost)] = input
      left &= holds
    }
  }
  return kept
}
