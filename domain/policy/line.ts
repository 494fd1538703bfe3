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
  /** The answers as one word, by which lines are compared. */
  readonly said: string
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
  return { fired: { table, rows }, answers, codes, segments, said: JSON.stringify(answers) }
}

/** What a table answers when no row fits and no default is written: a list is empty, a count is 0, all else is unknown. */
export function silenceOf({ hit, gives }: Table): Answer[] {
  return gives.map(() => (givesList(hit) ? [] : hit === 'C#' ? 0 : null))
}

/** The line of all rows that fire, under a hit policy in which they are listed, counted or added up. There is at least one. */
export function gathered(table: Table, lines: readonly Line[], outputs: readonly Axis[]): Line {
  const { id, hit, gives } = table
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

/** The line of the rows that give each output its least or greatest answer; null for an output of which no row speaks. */
export function chosenLine(table: Table, chosen: readonly (Line | null)[], outputs: readonly Axis[]): Line {
  const rows = new Set(chosen.flatMap((line) => line?.fired.rows ?? []))
  return lineOf(
    table.id,
    table.rows.flatMap(({ id }) => (rows.has(id) ? [id] : [])),
    chosen.map((line, output) => line?.answers[output] ?? null),
    outputs,
  )
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
