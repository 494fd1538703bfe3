import { z } from 'zod'
import { parseCell, type Cell } from './cell.ts'
import { codeOf, wordsFor, type Fact, type FactValue } from './fact.ts'
import { noteRepeated, type Note } from './note.ts'
import { Name, outputOf, WrittenOutput } from './written-fact.ts'

/**
 * What a table's answers are about. A *measure* says how grave it is, *attention* who looks and how soon,
 * a *permission* who must sign, an *outcome* what the customer is owed. Fame may reach attention only.
 */
export type Kind = 'measure' | 'attention' | 'permission' | 'outcome'

/**
 * Which of the rows that fit give the answer (DMN 1.5, 8.2.10): U and A one, or several that agree; F the first;
 * P the one whose answer stands first in the output's values; R and C all of them, as a list;
 * C+ their sum, C< the least, C> the greatest, C# how many, each output by itself.
 */
export type HitPolicy = 'U' | 'A' | 'F' | 'P' | 'R' | 'C' | 'C+' | 'C<' | 'C>' | 'C#'

/** One rule: when these cells hold, then these answers are given, because of this principle. */
export type Row = {
  readonly id: string
  /** A cell for each fact the table reads, in the same order. */
  readonly when: readonly Cell[]
  /** An answer for each output, in the same order; null says nothing of it. */
  readonly then: readonly FactValue[]
  /** The text of the principle the row stands on. */
  readonly because: string | null
}

/** A decision table: from the facts it reads to the answers it gives. */
export type Table = {
  readonly id: string
  readonly kind: Kind
  readonly hit: HitPolicy
  /** Answers a question that is asked now and then, with facts of its own, and is silent otherwise. */
  readonly asked: boolean
  readonly reads: readonly string[]
  readonly gives: readonly Fact[]
  readonly rows: readonly Row[]
  /** The answer when no row fits; without it the table is then silent. */
  readonly otherwise: Row | null
}

/** The policies under which all rows that fit have a say; under the others one row answers. */
export const gathers = (hit: HitPolicy): boolean => hit.startsWith('C') || hit === 'R'

/** The policies that answer with a list: no later table can read it. */
export const givesList = (hit: HitPolicy): boolean => hit === 'C' || hit === 'R'

const WrittenValue = z.union([z.string(), z.number(), z.boolean()])
const Answers = z.record(Name, WrittenValue)

/** Cells as a row writes them, by the facts they are about; what is not named may be anything. */
export const WrittenCells = z.record(Name, WrittenValue)

const WrittenRow = z.strictObject({
  id: Name.refine((id) => id !== 'default', 'This is the name of the default row.'),
  when: WrittenCells,
  then: Answers,
  because: Name.optional(),
})

/** A decision table as a policy writes it. */
export const WrittenTable = z.strictObject({
  id: Name,
  kind: z.enum(['measure', 'attention', 'permission', 'outcome']),
  hit: z.enum(['U', 'A', 'F', 'P', 'R', 'C', 'C+', 'C<', 'C>', 'C#']),
  asked: z.boolean().optional(),
  reads: z.array(Name),
  gives: z
    .record(Name, WrittenOutput)
    .refine((gives) => Object.keys(gives).length > 0, 'A table gives something.'),
  rows: z.array(WrittenRow),
  default: z.strictObject({ then: Answers, because: Name.optional() }).optional(),
})
type WrittenTable = z.output<typeof WrittenTable>

/** The facts that stand before a table, each with the table that gives it. */
export type Sources = Map<string, { readonly fact: Fact; readonly table: Table | null }>

/** What a table may refer to. */
type Before = { readonly sources: Sources; readonly principles: Readonly<Record<string, string>> }

/** The table that was written, with every cell read and every answer fitted to its output. */
export function tableOf(written: WrittenTable, before: Before, note: Note): Table {
  const place = `tables.${written.id}`
  const gives = Object.entries(written.gives).map(([name, output]) =>
    outputOf(name, output, `${place}.gives.${name}`, note),
  )
  const table = {
    id: written.id,
    kind: written.kind,
    hit: written.hit,
    asked: written.asked ?? asksForMore(written, before),
    reads: written.reads,
    gives,
    rows: [],
    otherwise: null,
  } satisfies Table
  noteReads(table, before, place, note)
  noteGathering(table, place, note)
  noteRepeated(
    written.rows.map(({ id }) => id),
    `${place}.rows`,
    note,
  )

  const rowOf = (row: z.output<typeof WrittenRow>, where: string): Row => ({
    id: row.id,
    when: cellsOf(row.when, table, before, `${where}.when`, note),
    then: answersOf(row.then, table, `${where}.then`, note),
    because: principleOf(row.because, before, `${where}.because`, note),
  })
  return {
    ...table,
    rows: written.rows.map((row) => rowOf(row, `${place}.rows.${row.id}`)),
    otherwise: written.default
      ? rowOf({ ...written.default, id: 'default', when: {} }, `${place}.default`)
      : null,
  }
}

/** Who may sign is a question where it depends on what only the asking knows: a signer, an amount. */
const asksForMore = ({ kind, reads }: WrittenTable, { sources }: Before) =>
  kind === 'permission' &&
  reads.some((name) => {
    const source = sources.get(name)
    return source && (source.table ? source.table.asked : source.fact.label === null)
  })

function noteReads(table: Table, { sources }: Before, place: string, note: Note) {
  noteRepeated(table.reads, `${place}.reads`, note)
  for (const name of table.reads) {
    const source = sources.get(name)
    const where = `${place}.reads.${name}`
    if (!source) note(where, 'no fact and no table before this one gives it.')
    else if (source.table && givesList(source.table.hit))
      note(where, 'it is a list, which no table can read.')
    else if (source.table?.asked && !table.asked)
      note(where, `${source.table.id} answers only when asked; this table always answers.`)
    else if (!source.table && !source.fact.label && !table.asked)
      note(`facts.${name}`, 'a fact by which complaints are judged needs a label.')
  }
}

/** Sums need amounts, and the least and the greatest need an order. */
function noteGathering({ hit, gives }: Table, place: string, note: Note) {
  for (const { name, domain, upIsWorse } of gives) {
    const where = `${place}.gives.${name}`
    const isAmount = domain.type === 'integer' || domain.type === 'decimal' || domain.type === 'duration'
    if (hit === 'C+' && !isAmount) note(where, 'only numbers and durations can be added up.')
    if (hit === 'C#' && domain.type !== 'integer') note(where, 'a count is an integer.')
    if ((hit === 'C<' || hit === 'C>') && domain.type === 'enum' && !upIsWorse)
      note(where, 'least and greatest need an order: say `order: worse`, with the worst value last.')
  }
}

type Cells = z.output<typeof WrittenCells>

function cellsOf(when: Cells, table: Table, { sources }: Before, place: string, note: Note): Cell[] {
  for (const name of Object.keys(when))
    if (!table.reads.includes(name)) note(`${place}.${name}`, 'the table does not read this fact.')
  return table.reads.flatMap((name) => {
    const fact = sources.get(name)?.fact
    return fact ? (cellOf(String(when[name] ?? '-'), fact, `${place}.${name}`, note) ?? []) : []
  })
}

/** The cell that was written about a fact; where it cannot be read, why is told to `note`. */
export function cellOf(text: string, fact: Fact, place: string, note: Note): Cell | undefined {
  try {
    return parseCell(text, fact)
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
    note(place, fault.message)
    return undefined
  }
}

function answersOf(then: z.output<typeof Answers>, table: Table, place: string, note: Note): FactValue[] {
  for (const name of Object.keys(then))
    if (!table.gives.some((output) => output.name === name))
      note(`${place}.${name}`, 'the table does not give this.')
  if (Object.keys(then).length === 0) note(place, 'a row answers something.')
  return table.gives.map(({ name, domain }) => {
    const value = then[name] ?? null
    if (value === null && !gathers(table.hit)) note(`${place}.${name}`, 'this answer is missing.')
    if (value !== null && codeOf(value, domain) === null)
      note(`${place}.${name}`, `${JSON.stringify(value)} is not ${wordsFor(domain)}.`)
    return value
  })
}

function principleOf(
  name: string | undefined,
  { principles }: Before,
  place: string,
  note: Note,
): string | null {
  if (name === undefined) return null
  const text = principles[name]
  if (text === undefined) note(place, `there is no principle "${name}".`)
  return text ?? null
}
