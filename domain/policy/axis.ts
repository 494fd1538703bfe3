import { cutsOf, type Cell } from './cell.ts'
import { codeOf, onStepFrom, type Domain, type Fact, type FactValue } from './fact.ts'

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
  /** Of numbers that are written as numbers: the first value of each segment, and how many codes make one. */
  readonly numbers: { readonly starts: Float64Array; readonly perOne: number } | null
}

/** Cuts the axis of a fact at every code where one of the cells about it may change its mind. */
export function cutAxis(fact: Fact, cells: readonly Cell[]): Axis {
  const { domain, unknown } = fact
  const cuts = cells
    .flatMap(cutsOf)
    .map((cut) => onStepFrom(cut, domain))
    .filter((cut) => domain.low < cut && cut <= domain.high)
  const starts = Float64Array.from(new Set([domain.low, ...cuts])).toSorted()
  return {
    fact,
    starts,
    size: starts.length + (unknown ? 1 : 0),
    words: wordsOn(fact, starts),
    numbers: numbersOn(fact, starts),
  }
}

/** Dividing by a power of ten gives the number that was written, so values can be compared without their codes. */
function numbersOn({ domain }: Fact, starts: Float64Array): Axis['numbers'] {
  if (domain.step !== 1 || (domain.type !== 'integer' && domain.type !== 'decimal')) return null
  const perOne = domain.type === 'decimal' ? 10 ** domain.scale : 1
  return { starts: starts.map((start) => start / perOne), perOne }
}

function wordsOn({ domain }: Fact, starts: Float64Array): Axis['words'] {
  if (domain.type === 'boolean')
    return new Map([false, true].map((value, code) => [value, searched(code, starts)]))
  if (domain.type === 'enum')
    return new Map(domain.values.map((word, code) => [word, searched(code, starts)]))
  return null
}

/** The segment of a value, or -1 when the fact cannot have this value. */
export function segmentOf(value: FactValue, axis: Axis): number {
  if (value === null) return axis.fact.unknown ? axis.size - 1 : -1
  if (axis.words) return axis.words.get(value) ?? -1
  if (axis.numbers && typeof value === 'number') return segmentOfNumber(value, axis, axis.numbers)
  const code = codeOf(value, axis.fact.domain)
  return code === null ? -1 : searched(code, axis.starts)
}

function segmentOfNumber(
  value: number,
  axis: Axis,
  { starts, perOne }: NonNullable<Axis['numbers']>,
): number {
  const code = Math.round(value * perOne)
  const { low, high } = axis.fact.domain
  const isOne =
    code / perOne === value && code >= low && code <= high && code <= farthest && code >= -farthest
  return isOne ? searched(value, starts) : -1
}

/** Beyond it whole numbers are no longer told apart. */
const farthest = Number.MAX_SAFE_INTEGER

/** The segment of a code of the fact; null is unknown. */
export function segmentOfCode(code: number | null, { starts, size }: Axis): number {
  return code === null ? size - 1 : searched(code, starts)
}

/** The code that stands for a segment: its first, or null for the unknown. */
export function sampleOf(segment: number, { starts }: Axis): number | null {
  return starts[segment] ?? null
}

/** The first and the last code of a segment. */
export function segmentEnds(
  segment: number,
  { fact: { domain }, starts }: Axis,
): Pick<Domain, 'low' | 'high' | 'step'> {
  return {
    low: starts[segment] ?? domain.low,
    high: segment + 1 < starts.length ? (starts[segment + 1] ?? 0) - domain.step : domain.high,
    step: domain.step,
  }
}

/** The last segment that begins at or before a code. Axes are short: walking beats halving. */
function searched(code: number, starts: Float64Array): number {
  let segment = starts.length - 1
  while (segment > 0 && code < (starts[segment] ?? 0)) segment--
  return segment
}
