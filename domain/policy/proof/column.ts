import type { CompiledPolicy, CompiledTable } from '../compile.ts'
import type { Line } from '../line.ts'
import { add, has, wordsFor, type Bits } from './bits.ts'
import type { GridFact } from './grid.ts'

/** How a column comes to its answer: from the first row that fits, or from all of them. */
type Way = 'first' | 'sum' | 'count' | 'list'

/**
 * One or more outputs of a table that are decided together. A table in which one row answers is one column; under the
 * collecting hit policies each output is decided by itself, the greatest or least by asking the best rows first.
 */
export type Column = {
  /** Its place among the columns. */
  readonly at: number
  readonly table: CompiledTable
  readonly way: Way
  /** Which outputs of the table, and their places among the facts. */
  readonly outputs: readonly number[]
  readonly gives: readonly number[]
  /** The places of the facts that it reads. */
  readonly reads: readonly number[]
  /** How many rows there are, and how many words a set of rows takes. */
  readonly size: number
  readonly words: number
  /** The lines of the table, in the order in which they are asked here. */
  readonly lines: readonly Line[]
  /** For each fact it reads, the rows that hold in each of its classes, one set after the other. */
  readonly masks: readonly Bits[]
  /** Of a column that asks its first row: the class that each row, and last their absence, gives each output. */
  readonly answers: Int32Array
  /** Of a sum or a count: what each row adds; 0 where it says nothing. */
  readonly adds: Float64Array
  /** The rows that answer; the others say nothing of this output. */
  readonly speaking: Bits
}

/** The columns of all tables, in an order in which each reads only what stands before it. */
export function columnsOf(compiled: CompiledPolicy, facts: readonly GridFact[]): Column[] {
  return compiled.tables.flatMap(drafts).map((draft, at) => columnOf(draft, at, facts))
}

type Draft = { table: CompiledTable; way: Way; outputs: readonly number[]; order: readonly number[] }

function drafts(table: CompiledTable): Draft[] {
  const { hit } = table.table
  const order = table.lines.map((_, bit) => bit)
  const all = table.gives.map((_, output) => output)
  const each = (way: Way) => all.map((output): Draft => ({ table, way, outputs: [output], order }))
  switch (hit) {
    case 'U':
    case 'A':
    case 'F':
    case 'P':
      return [{ table, way: 'first', outputs: all, order }]
    case 'C<':
      return all.map((output) => ({
        table,
        way: 'first',
        outputs: [output],
        order: ranked(table, output, 1),
      }))
    case 'C>':
      return all.map((output) => ({
        table,
        way: 'first',
        outputs: [output],
        order: ranked(table, output, -1),
      }))
    case 'C+':
      return each('sum')
    case 'C#':
      return each('count')
    case 'C':
    case 'R':
      return each('list')
  }
}

/** The rows that say something of an output, best first; then those that say nothing. */
function ranked({ lines }: CompiledTable, output: number, sign: 1 | -1): number[] {
  const rank = (bit: number) => (lines[bit]?.codes[output] ?? sign * Infinity) * sign
  return lines
    .map((_, bit) => bit)
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a - b))
}

function columnOf({ table, way, outputs, order }: Draft, at: number, facts: readonly GridFact[]): Column {
  const lines = order.flatMap((bit) => table.lines[bit] ?? [])
  const gives = outputs.flatMap((output) => table.gives[output] ?? [])
  const words = wordsFor(lines.length)
  const speaking = new Int32Array(words)
  for (const [bit, { codes }] of lines.entries())
    if (outputs.some((output) => codes[output] !== null)) add(speaking, bit)
  const masks = table.reads.flatMap((place, input) => {
    const fact = facts[place]
    return fact ? [masksIn(fact, table, input, order)] : []
  })
  return {
    at,
    table,
    way,
    outputs,
    gives,
    reads: table.reads,
    size: lines.length,
    words,
    lines,
    masks,
    answers:
      way === 'first' ? answersOf([...lines, table.otherwise], outputs, gives, facts) : new Int32Array(0),
    adds: Float64Array.from(lines, ({ codes }) => {
      const code = codes[outputs[0] ?? 0] ?? null
      return code === null ? 0 : way === 'count' ? 1 : code
    }),
    speaking,
  }
}

/** The rows that hold in each class of a fact, in the order of the column. */
function masksIn(
  { segments }: GridFact,
  { masks, words }: CompiledTable,
  input: number,
  order: readonly number[],
) {
  const own = wordsFor(order.length)
  const source = masks[input] ?? new Int32Array(0)
  const result = new Int32Array(segments.length * own)
  for (const [place, segment] of segments.entries())
    for (const [bit, from] of order.entries())
      if (has(source, from, segment * words)) add(result, bit, place * own)
  return result
}

/** The class that each line gives each output; silence is the last class. */
function answersOf(
  lines: readonly Line[],
  outputs: readonly number[],
  gives: readonly number[],
  facts: readonly GridFact[],
): Int32Array {
  const classes = gives.map((place) => {
    const codes = facts[place]?.codes ?? []
    return new Map(codes.map((code, at) => [code, at]))
  })
  return Int32Array.from(
    lines.flatMap(({ codes }) => outputs.map((output, at) => classes[at]?.get(codes[output] ?? null) ?? 0)),
  )
}
