import { cutAxis, sampleOf, type Axis } from './axis.ts'
import { holds } from './cell.ts'
import type { Fact } from './fact.ts'
import { byPreference, lineOf, silenceOf, type Line } from './line.ts'
import type { Policy } from './policy.ts'
import type { Row, Table } from './table.ts'

/** A policy made ready to be asked many times. */
export type CompiledPolicy = {
  readonly policy: Policy
  /** One axis for each fact of the policy, then one for each output of its tables. */
  readonly axes: readonly Axis[]
  readonly tables: readonly CompiledTable[]
  /** The names of the facts of the policy, in its order. */
  readonly names: readonly string[]
  /** The names of the facts without which a table that always answers could not. */
  readonly needed: ReadonlySet<string>
}

/**
 * A table made ready: for each segment of each fact it reads, one bit mask of the rows whose cell
 * holds there. The rows that fire are then those left by AND-ing one mask per fact.
 */
export type CompiledTable = {
  readonly table: Table
  /** The rows in the order in which they are asked: bit `n` of a mask stands for `lines[n]`. */
  readonly lines: readonly Line[]
  /** The answer when no row fits. */
  readonly otherwise: Line
  /** How many 32-bit words make a mask. */
  readonly words: number
  /** The mask of all rows. */
  readonly all: Int32Array
  /** The facts it reads and the outputs it gives, by their place among the axes. */
  readonly reads: readonly number[]
  readonly gives: readonly number[]
  /** The axes of its outputs. */
  readonly outputs: readonly Axis[]
  /** For each fact it reads, the masks of its segments, one after the other. */
  readonly masks: readonly Int32Array[]
  /** Under C< and C>: for each output, the code of each row with the better one greater; -Infinity where it says nothing. */
  readonly ranks: readonly Float64Array[]
  /** Under C< and C>: the lines that were put together, by the rows that give each output its answer. */
  readonly known: Map<number, Line>
  /** Room to work in, for masks of one asking; nobody keeps anything here. */
  readonly room: Int32Array
}

/** Compiles a policy. Done once for each version; what it gives is never changed. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const outputs = policy.tables.flatMap(({ gives }) => gives)
  const axes = [...policy.facts, ...outputs].map((fact) => cutAxis(fact, cellsAbout(fact, policy)))
  const places = new Map(axes.map(({ fact }, place) => [fact.name, place]))
  const tables = policy.tables.map((table) => compileTable(table, axes, places))
  return { policy, axes, tables, names: policy.facts.map(({ name }) => name), needed: neededBy(policy) }
}

function neededBy({ facts, tables }: Policy): Set<string> {
  const read = new Set(tables.filter(({ asked }) => !asked).flatMap(({ reads }) => reads))
  return new Set(facts.filter(({ name, unknown }) => read.has(name) && !unknown).map(({ name }) => name))
}

function cellsAbout({ name }: Fact, { tables, impossible }: Policy) {
  const inTables = tables.flatMap(({ reads, rows }) => {
    const column = reads.indexOf(name)
    return column < 0 ? [] : rows.flatMap(({ when }) => when[column] ?? [])
  })
  return [...inTables, ...impossible.flatMap(({ reads, when }) => when[reads.indexOf(name)] ?? [])]
}

function compileTable(
  table: Table,
  axes: readonly Axis[],
  places: ReadonlyMap<string, number>,
): CompiledTable {
  const placesOf = (names: readonly string[]) => names.flatMap((name) => places.get(name) ?? [])
  const axesAt = (found: readonly number[]) => found.flatMap((place) => axes[place] ?? [])
  const reads = placesOf(table.reads)
  const gives = placesOf(table.gives.map(({ name }) => name))
  const outputs = axesAt(gives)
  const rows = byPreference(table)
  const words = Math.max(1, Math.ceil(rows.length / 32))
  const { otherwise } = table
  const lines = rows.map((row) => lineOf(table.id, [row.id], row.then, outputs))
  return {
    table,
    lines,
    otherwise: otherwise
      ? lineOf(table.id, [otherwise.id], otherwise.then, outputs)
      : lineOf(table.id, [], silenceOf(table), outputs),
    words,
    all: maskOf(rows, words, () => true),
    reads,
    gives,
    outputs,
    masks: axesAt(reads).map((axis, column) => masksAlong(axis, rows, column, words)),
    ranks: ranksOf(table, lines),
    known: new Map(),
    room: new Int32Array((2 * reads.length + 2) * words),
  }
}

function ranksOf({ hit, gives }: Table, lines: readonly Line[]): Float64Array[] {
  if (hit !== 'C<' && hit !== 'C>') return []
  const sign = hit === 'C>' ? 1 : -1
  return gives.map((_, output) =>
    Float64Array.from(lines, ({ codes }) => {
      const code = codes[output] ?? null
      return code === null ? -Infinity : code * sign
    }),
  )
}

/** For each segment of an axis, the rows whose cell in this column holds there. */
function masksAlong(axis: Axis, rows: readonly Row[], column: number, words: number): Int32Array {
  const masks = new Int32Array(axis.size * words)
  for (let segment = 0; segment < axis.size; segment++) {
    const code = sampleOf(segment, axis)
    const fits = ({ when }: Row) => when[column] !== undefined && holds(when[column], code)
    masks.set(maskOf(rows, words, fits), segment * words)
  }
  return masks
}

function maskOf(rows: readonly Row[], words: number, includes: (row: Row) => boolean): Int32Array {
  const mask = new Int32Array(words)
  for (const [bit, row] of rows.entries()) {
    const word = bit >>> 5
    if (includes(row)) mask[word] = (mask[word] ?? 0) | (1 << (bit & 31))
  }
  return mask
}
