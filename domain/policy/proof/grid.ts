import { segmentEnds, segmentOfCode, type Axis } from '../axis.ts'
import { holds, type Span } from '../cell.ts'
import type { CompiledPolicy, CompiledTable } from '../compile.ts'
import { held, type Fact } from '../fact.ts'
import { add, wordsFor } from './bits.ts'
import { columnsOf, type Column } from './column.ts'

/**
 * A policy laid out for proofs: every fact has a few *classes* of values that no table tells apart, every output the
 * values that its table can write, and every table its *columns*, each of which is decided by the first row that fits.
 */
export type Grid = {
  readonly compiled: CompiledPolicy
  /** The facts of the policy, then the outputs of its tables: places as in the compiled policy. */
  readonly facts: readonly GridFact[]
  readonly columns: readonly Column[]
  /** How many words a box takes: for each fact the set of the classes that it may lie in. */
  readonly words: number
  /** The columns of which it is known that they always answer. */
  readonly complete: Set<Column>
  /** Combinations that cannot happen, as rows over the facts they name. */
  readonly impossible: Exclusions | null
}

/** A fact of the grid. */
export type GridFact = {
  readonly place: number
  readonly fact: Fact
  readonly axis: Axis
  /** Where its words begin in a box, and how many they are. */
  readonly at: number
  readonly words: number
  /** The code that stands for each class; null for the unknown, which is the last class where there is one. */
  readonly codes: readonly (number | null)[]
  /** The values of each class, as ranges of codes; none for the unknown. */
  readonly spans: readonly (readonly Span[])[]
  /** A segment of the axis for each class. */
  readonly segments: Int32Array
  /** The class of the unknown, or of the silence of the table; -1 where there is none. */
  readonly unknown: number
  /** The column that gives it, or -1. */
  readonly givenBy: number
}

/** Combinations that cannot happen. */
type Exclusions = Pick<Column, 'reads' | 'words' | 'masks' | 'size'>

/** Lays out a compiled policy. */
export function gridOf(compiled: CompiledPolicy): Grid {
  const raw = compiled.policy.facts.length
  const given = givenCodes(compiled)
  let words = 0
  const facts = compiled.axes.map((axis, place): GridFact => {
    const classes = place < raw ? fused(axis, place, compiled) : writtenClasses(axis, given.get(place))
    const own = { place, fact: axis.fact, axis, at: words, words: wordsFor(classes.codes.length), ...classes }
    words += own.words
    return { ...own, givenBy: -1 }
  })
  const columns = columnsOf(compiled, facts)
  const givers = new Map(columns.flatMap((column) => column.gives.map((place) => [place, column.at])))
  return {
    compiled,
    facts: facts.map((fact) => ({ ...fact, givenBy: givers.get(fact.place) ?? -1 })),
    columns,
    words,
    complete: new Set(),
    impossible: exclusionsOf(compiled, facts),
  }
}

type Classes = Pick<GridFact, 'codes' | 'spans' | 'segments' | 'unknown'>

/** Segments that every table treats alike are one class. */
function fused(axis: Axis, place: number, { tables, policy }: CompiledPolicy): Classes {
  const readers = tables.flatMap(({ reads, masks, words }) => {
    const mask = masks[reads.indexOf(place)]
    return mask ? [{ mask, words }] : []
  })
  const exclusions = policy.impossible.flatMap(({ reads, when }) => when[reads.indexOf(axis.fact.name)] ?? [])
  const classes = new Map<string, { code: number | null; spans: Span[]; segment: number }>()
  for (let segment = 0; segment < axis.size; segment++) {
    const isKnown = segment < axis.starts.length
    const { low, high, step } = segmentEnds(segment, axis)
    const code = isKnown ? held(0, { low, high, step }) : null
    const parts = readers.map(({ mask, words }) =>
      mask.subarray(segment * words, (segment + 1) * words).join(),
    )
    // The unknown is named by itself, however it is treated: nobody means it by "at most 3".
    const key = [isKnown, ...parts, ...exclusions.map((cell) => holds(cell, code))].join(' ')
    const known = classes.get(key)
    if (known) known.spans.push([low, high])
    else classes.set(key, { code, spans: isKnown ? [[low, high]] : [], segment })
  }
  const list = [...classes.values()]
  return {
    codes: list.map(({ code }) => code),
    spans: list.map(({ spans }) => spans),
    segments: Int32Array.from(list, ({ segment }) => segment),
    unknown: axis.fact.unknown ? list.length - 1 : -1,
  }
}

/** The codes that a table can write into each output that later tables can read, by its place. */
function givenCodes({ tables }: CompiledPolicy): Map<number, number[]> {
  return new Map(
    tables.flatMap((table) =>
      isAdded(table)
        ? []
        : table.gives.map((place, output): [number, number[]] => [
            place,
            [...table.lines, table.otherwise].flatMap(({ codes }) => codes[output] ?? []),
          ]),
    ),
  )
}

const isAdded = ({ table: { hit } }: CompiledTable) => hit === 'C+' || hit === 'C#'

/** The classes of an output: each value that is written, or, of sums, each segment; and silence. */
function writtenClasses(axis: Axis, written: readonly number[] | undefined): Classes {
  const spans = written
    ? [...new Set(written)].toSorted((a, b) => a - b).map((code): [Span] => [[code, code]])
    : [...axis.starts].map((_, segment): [Span] => {
        const { low, high } = segmentEnds(segment, axis)
        return [[low, high]]
      })
  const codes = spans.map(([[low, high]]) => held(0, { low, high, step: axis.fact.domain.step }))
  return {
    codes: [...codes, null],
    spans: [...spans, []],
    segments: Int32Array.from([...codes, null], (code) => segmentOfCode(code, axis)),
    unknown: codes.length,
  }
}

function exclusionsOf({ policy }: CompiledPolicy, facts: readonly GridFact[]): Exclusions | null {
  const { impossible } = policy
  if (impossible.length === 0) return null
  const names = [...new Set(impossible.flatMap(({ reads }) => reads))]
  const read = names.flatMap((name) => facts.find(({ fact }) => fact.name === name) ?? [])
  const words = wordsFor(impossible.length)
  const masks = read.map(({ fact, codes }) => {
    const mask = new Int32Array(codes.length * words)
    for (const [place, code] of codes.entries())
      for (const [row, { reads, when }] of impossible.entries()) {
        const cell = when[reads.indexOf(fact.name)]
        if (!cell || holds(cell, code)) add(mask, row, place * words)
      }
    return mask
  })
  return { reads: read.map(({ place }) => place), words, masks, size: impossible.length }
}
