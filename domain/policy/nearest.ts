import { answerOf, type Segments } from './ask.ts'
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
  const now = answerOf(table, segments)
  const trial = segments.slice()
  let nearest: Change | null = null
  let least = Infinity
  for (const place of table.reads) {
    const [axis, here] = [axes[place], segments[place]]
    if (!axis || here === undefined) continue
    for (let segment = 0; segment < axis.starts.length; segment++) {
      const distance = axis.words || here === axis.starts.length ? 1 : Math.abs(segment - here)
      if (segment === here || distance >= least) continue
      trial[place] = segment
      const line = answerOf(table, trial)
      if (sameAnswers(line, now)) continue
      const { name } = axis.fact
      nearest = {
        fact: name,
        from: known[name] ?? null,
        to: valueTowards(segment, axis, known[name] ?? null),
        line,
      }
      least = distance
    }
    trial[place] = here
  }
  return nearest
}

const sameAnswers = (a: Line, b: Line) => JSON.stringify(a.answers) === JSON.stringify(b.answers)

/** The value of a segment that lies nearest to another value; from the unknown, the one nearest to nothing. */
function valueTowards(segment: number, axis: Axis, from: FactValue): FactValue {
  const { domain } = axis.fact
  return valueOf(held(codeOf(from, domain) ?? 0, segmentEnds(segment, axis)), domain)
}
