import { cutsOf, type Cell } from './cell.ts'
import { codeOf, type Fact, type FactValue } from './fact.ts'

/**
 * All values of a fact, cut into segments so fine that every cell of the policy says the same
 * throughout a segment. What a table answers depends on the segments alone.
 */
export type Axis = {
  readonly fact: Fact
  /** The first code of each segment, in order; a segment reaches up to the next one. */
  readonly starts: Float64Array
  /** How many segments there are; the last one is that of the unknown, where the fact may be unknown. */
  readonly size: number
  /** The segments of words and of true and false, which need no search. */
  readonly words: ReadonlyMap<FactValue, number> | null
}

/** Cuts the axis of a fact at every code where one of the cells about it may change its mind. */
export function cutAxis(fact: Fact, cells: readonly Cell[]): Axis {
  const { domain, unknown } = fact
  const cuts = cells.flatMap(cutsOf).filter((cut) => domain.low < cut && cut <= domain.high)
  const starts = Float64Array.from(new Set([domain.low, ...cuts])).toSorted()
  return { fact, starts, size: starts.length + (unknown ? 1 : 0), words: wordsOn(fact, starts) }
}

function wordsOn({ domain }: Fact, starts: Float64Array): Axis['words'] {
  if (domain.type === 'boolean')
    return new Map([false, true].map((value, code) => [value, searched(code, starts)]))
  if (domain.type === 'enum')
    return new Map(domain.values.map((word, code) => [word, searched(code, starts)]))
  return null
}

/** The segment of a value, or -1 when the fact cannot have this value. */
export function segmentOf(value: FactValue, { fact, starts, size, words }: Axis): number {
  if (value === null) return fact.unknown ? size - 1 : -1
  if (words) return words.get(value) ?? -1
  const code = codeOf(value, fact.domain)
  return code === null ? -1 : searched(code, starts)
}

/** The segment of a code of the fact; null is unknown. */
export function segmentOfCode(code: number | null, { starts, size }: Axis): number {
  return code === null ? size - 1 : searched(code, starts)
}

/** The code that stands for a segment: its first, or null for the unknown. */
export function sampleOf(segment: number, { starts }: Axis): number | null {
  return starts[segment] ?? null
}

/** The first and the last code of a segment. */
export function segmentEnds(segment: number, { fact, starts }: Axis): { low: number; high: number } {
  return {
    low: starts[segment] ?? fact.domain.low,
    high: segment + 1 < starts.length ? (starts[segment + 1] ?? 0) - 1 : fact.domain.high,
  }
}

/** The last segment that begins at or before a code. Axes are short: walking beats halving. */
function searched(code: number, starts: Float64Array): number {
  let segment = starts.length - 1
  while (segment > 0 && code < (starts[segment] ?? 0)) segment--
  return segment
}
