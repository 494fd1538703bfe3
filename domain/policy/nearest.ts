import { answerOf, lineOfHits, type Segments } from './ask.ts'
import { segmentEnds, type Axis } from './axis.ts'
import type { CompiledTable } from './compile.ts'
import { codeOf, held, valueOf, type Facts, type FactValue } from './fact.ts'
import type { Line } from './line.ts'

/** One fact changed from a value to another, and what the table would then say. */
export type Change = {
  readonly fact: string
  readonly from: FactValue
  readonly to: FactValue
  readonly line: Line
}

/**
 * The least change of one fact that would change what a table answers, or null where no single one would.
 * A number moves by the fewest segments; of equal changes, the fact that the table reads first is changed.
 * To forget something is no change: the unknown is never proposed.
 */
export function nearestChange(
  table: CompiledTable,
  axes: readonly Axis[],
  segments: Segments,
  known: Facts,
): Change | null {
  const flip = nearestFlip(table, axes, segments, answerOf(table, segments))
  const axis = flip && axes[flip.place]
  if (!axis) return null
  const { name } = axis.fact
  const from = known[name] ?? null
  return { fact: name, from, to: valueTowards(flip.segment, axis, from), line: flip.line }
}

/** A fact, by its place, moved to another segment, and what the table would then say. */
export type Flip = { readonly place: number; readonly segment: number; readonly line: Line }

/** The nearest change by segments. The rows that fit all facts but one are kept, so that each segment costs one step. */
export function nearestFlip(
  table: CompiledTable,
  axes: readonly Axis[],
  segments: Segments,
  now: Line,
): Flip | null {
  const { reads, masks, words, room } = table
  rowsButOne(table, segments)
  let nearest: Flip | null = null
  let least = Infinity
  for (let input = 0; input < reads.length && least > 1; input++) {
    const place = reads[input] ?? -1
    const [axis, mask, here] = [axes[place], masks[input], segments[place] ?? -1]
    if (!axis || !mask) continue
    const count = axis.starts.length
    for (let segment = 0; segment < count; segment++) {
      const distance = axis.words || here === count ? 1 : Math.abs(segment - here)
      if (segment === here || distance >= least) continue
      for (let word = 0; word < words; word++)
        room[word] = (room[(input + 1) * words + word] ?? 0) & (mask[segment * words + word] ?? 0)
      const line = lineOfHits(table)
      if (line === now || line.said === now.said) continue
      nearest = { place, segment, line }
      least = distance
    }
  }
  return nearest
}

/** Writes into the table's room, behind the first mask, for each fact it reads the rows that fit all the others. */
function rowsButOne({ reads, masks, words, all, room }: CompiledTable, segments: Segments) {
  const count = reads.length
  for (let word = 0; word < words; word++) {
    let before = all[word] ?? 0
    for (let input = 0; input < count; input++) {
      room[(input + 1) * words + word] = before
      before &= masks[input]?.[(segments[reads[input] ?? -1] ?? -1) * words + word] ?? 0
    }
    let after = -1
    for (let input = count - 1; input >= 0; input--) {
      const at = (input + 1) * words + word
      room[at] = (room[at] ?? 0) & after
      after &= masks[input]?.[(segments[reads[input] ?? -1] ?? -1) * words + word] ?? 0
    }
  }
}

/** The value of a segment that lies nearest to another value; from the unknown, the one nearest to nothing. */
function valueTowards(segment: number, axis: Axis, from: FactValue): FactValue {
  const { domain } = axis.fact
  return valueOf(held(codeOf(from, domain) ?? 0, segmentEnds(segment, axis)), domain)
}
