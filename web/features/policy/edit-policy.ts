import type { WrittenPolicy, WrittenRow, WrittenTable } from '#domain/policy/written-policy.ts'
import { declaredAs, type Column } from './columns.ts'
import { answerFrom, conditionFrom } from './written-value.ts'

/** One cell that is to be written. Rows are counted as they are shown, with the default last. */
export type CellEdit = { readonly row: number; readonly column: Column; readonly text: string }

/** Does something to one table; everything else of the policy stays the very same. */
const withTable = (
  policy: WrittenPolicy,
  id: string,
  change: (table: WrittenTable) => WrittenTable,
): WrittenPolicy => ({
  ...policy,
  tables: policy.tables.map((table) => (table.id === id ? change(table) : table)),
})

/** Writes into cells. Rows in which nothing was written stay the very same, so that only what changed is drawn anew. */
export function writeCells(policy: WrittenPolicy, id: string, edits: readonly CellEdit[]): WrittenPolicy {
  return withTable(policy, id, (table) => {
    let next = table
    for (const { row, column, text } of edits) next = written(policy, next, row, column, text)
    return next
  })
}

function written(
  policy: WrittenPolicy,
  table: WrittenTable,
  at: number,
  column: Column,
  text: string,
): WrittenTable {
  if (at === table.rows.length && table.default) {
    if (column.part === 'id' || column.part === 'when') return table
    const { then, because } = rowWith(policy, { ...table.default, id: 'default', when: {} }, column, text)
    return { ...table, default: { ...without(table.default, 'because'), then, ...(because && { because }) } }
  }
  const rows = table.rows.map((row, place) => (place === at ? rowWith(policy, row, column, text) : row))
  return { ...table, rows }
}

function rowWith(policy: WrittenPolicy, row: WrittenRow, column: Column, text: string): WrittenRow {
  switch (column.part) {
    case 'id':
      return { ...row, id: text.trim() }
    case 'because':
      return text.trim() === '' ? without(row, 'because') : { ...row, because: text.trim() }
    case 'when':
      return {
        ...row,
        when: put(row.when, column.name, conditionFrom(text, declaredAs(policy, column.name))),
      }
    case 'then':
      return { ...row, then: put(row.then, column.name, answerFrom(text, declaredAs(policy, column.name))) }
  }
}

type Values = WrittenRow['when']

const put = (values: Values, name: string, value: Values[string] | undefined): Values =>
  value === undefined ? without(values, name) : { ...values, [name]: value }

function without<T extends Readonly<Record<string, unknown>>>(whole: T, name: string): T {
  const { [name]: _, ...rest } = whole
  // What is left out may be left out: an optional key, or one of a record.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return rest as T
}

/** Puts new rows in before a place, named so that no two are called alike. */
export function addRows(
  policy: WrittenPolicy,
  id: string,
  at: number,
  count = 1,
  begun: Pick<WrittenRow, 'when' | 'then'> = { when: {}, then: {} },
): WrittenPolicy {
  return withTable(policy, id, (table) => {
    const fresh = freeNames(table, count).map((name) => ({ id: name, when: begun.when, then: begun.then }))
    return { ...table, rows: table.rows.toSpliced(Math.min(at, table.rows.length), 0, ...fresh) }
  })
}

function freeNames({ rows }: WrittenTable, count: number): string[] {
  const taken = new Set(rows.map(({ id }) => id))
  const names: string[] = []
  for (let n = rows.length + 1; names.length < count; n++) if (!taken.has(`row-${n}`)) names.push(`row-${n}`)
  return names
}

/** Takes rows out, from one place to another; the default too where it is among them. */
export const removeRows = (policy: WrittenPolicy, id: string, from: number, to: number): WrittenPolicy =>
  withTable(policy, id, (table) => {
    const rows = table.rows.filter((_, place) => place < from || place > to)
    return to >= table.rows.length && table.default
      ? without({ ...table, rows }, 'default')
      : { ...table, rows }
  })

/** Moves rows one place up or down; the default stays last. Null where there is no further to go. */
export function moveRows(
  policy: WrittenPolicy,
  id: string,
  from: number,
  to: number,
  by: -1 | 1,
): WrittenPolicy | null {
  const table = policy.tables.find((one) => one.id === id)
  if (!table || from + by < 0 || to + by >= table.rows.length) return null
  const moved = table.rows.slice(from, to + 1)
  const rest = table.rows.toSpliced(from, moved.length)
  return withTable(policy, id, () => ({ ...table, rows: rest.toSpliced(from + by, 0, ...moved) }))
}

/** Gives a table an answer for everything that no row fits; to be filled in. */
export const addDefault = (policy: WrittenPolicy, id: string): WrittenPolicy =>
  withTable(policy, id, (table) => ({ ...table, default: table.default ?? { then: {} } }))

/** Lets a table ask one more fact, or no longer; what its rows said of it goes with it. */
export const toggleRead = (policy: WrittenPolicy, id: string, fact: string): WrittenPolicy =>
  withTable(policy, id, (table) =>
    table.reads.includes(fact)
      ? {
          ...table,
          reads: table.reads.filter((name) => name !== fact),
          rows: table.rows.map((row) => (fact in row.when ? { ...row, when: without(row.when, fact) } : row)),
        }
      : { ...table, reads: [...table.reads, fact] },
  )
