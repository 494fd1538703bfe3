import { segmentOfCode, type Axis } from './axis.ts'
import { codeOf, held, valueOf, type Domain, type FactValue } from './fact.ts'
import { givesList, type Row, type Table } from './table.ts'

/** An answer of a table: a value, or a list of values where the table collects them. */
export type Answer = FactValue | readonly FactValue[]

/** What a table says when some of its rows fire. */
export type Line = {
  readonly fired: Fired
  /** An answer for each output; null says nothing of it. */
  readonly answers: readonly Answer[]
  /** The code of each answer. */
  readonly codes: readonly (number | null)[]
  /** Where each answer lies on the axis of its output, for the tables that read it. */
  readonly segments: readonly number[]
}

/** The rows that gave a table's answer; none when it was silent. */
export type Fired = { readonly table: string; readonly rows: readonly string[] }

/** The line of some rows and the answers they give. */
export function lineOf(
  table: string,
  rows: readonly string[],
  answers: readonly Answer[],
  outputs: readonly Axis[],
): Line {
  const codes = outputs.map(({ fact }, output) => {
    const answer = answers[output] ?? null
    return isList(answer) ? null : codeOf(answer, fact.domain)
  })
  const segments = outputs.map((axis, output) => segmentOfCode(codes[output] ?? null, axis))
  return { fired: { table, rows }, answers, codes, segments }
}

/** What a table answers when no row fits and no default is written: a list is empty, a count is 0, all else is unknown. */
export function silenceOf({ hit, gives }: Table): Answer[] {
  return gives.map(() => (givesList(hit) ? [] : hit === 'C#' ? 0 : null))
}

/** The line of all rows that fire, under a hit policy in which all of them have a say. There is at least one. */
export function gathered(table: Table, lines: readonly Line[], outputs: readonly Axis[]): Line {
  const { id, hit, gives } = table
  if (hit === 'C<' || hit === 'C>') return extremes(table, lines, outputs)
  const answers = gives.map(({ domain }, output) => {
    if (givesList(hit)) return lines.flatMap((line) => line.answers[output] ?? [])
    const codes = lines.flatMap((line) => line.codes[output] ?? [])
    return hit === 'C#' ? held(codes.length, domain) : sum(codes, domain)
  })
  const rows = lines.flatMap(({ fired }) => fired.rows)
  return lineOf(id, rows, answers, outputs)
}

/** A sum never leaves the bounds of its output. */
function sum(codes: readonly number[], domain: Domain): FactValue {
  if (codes.length === 0) return null
  return valueOf(
    held(
      codes.reduce((total, code) => total + code),
      domain,
    ),
    domain,
  )
}

/** Of each output the least or the greatest answer, and the rows that gave it. */
function extremes({ id, hit, gives }: Table, lines: readonly Line[], outputs: readonly Axis[]): Line {
  const chosen = gives.map((_, output) => extreme(lines, output, hit === 'C>' ? 1 : -1))
  return {
    fired: {
      table: id,
      rows: lines.filter((line) => chosen.includes(line)).flatMap(({ fired }) => fired.rows),
    },
    answers: chosen.map((line, output) => line?.answers[output] ?? null),
    codes: chosen.map((line, output) => line?.codes[output] ?? null),
    segments: chosen.map((line, output) => line?.segments[output] ?? (outputs[output]?.size ?? 0) - 1),
  }
}

/** The first line that gives the greatest code of an output, or the least where `sign` is -1. */
function extreme(lines: readonly Line[], output: number, sign: 1 | -1): Line | undefined {
  let chosen: Line | undefined
  let most = -Infinity
  for (const line of lines) {
    const code = line.codes[output] ?? null
    if (code === null || code * sign <= most) continue
    chosen = line
    most = code * sign
  }
  return chosen
}

/**
 * The rows of a table in the order in which they are asked: as they are written, but under P the answer
 * that stands first in an output's values first (of numbers the greatest), output by output.
 */
export function byPreference({ hit, rows, gives }: Table): readonly Row[] {
  if (hit !== 'P') return rows
  return rows.toSorted((a, b) => {
    const differences = gives.map(
      ({ domain }, output) => rank(a.then[output], domain) - rank(b.then[output], domain),
    )
    return differences.find((difference) => difference !== 0) ?? 0
  })
}

function rank(value: FactValue | undefined, domain: Domain): number {
  const code = codeOf(value ?? null, domain) ?? 0
  return domain.type === 'enum' ? code : -code
}

/** Whether an answer is a list of values. */
export const isList = (answer: Answer): answer is readonly FactValue[] => Array.isArray(answer)
