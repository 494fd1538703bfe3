import { keptInOrder } from './kept-in-order.ts'
import { allRows, type WrittenPolicy, type WrittenRow, type WrittenTable } from './written-policy.ts'

type ChangeKind =
  | 'name-changed'
  | 'principle-added'
  | 'principle-removed'
  | 'principle-changed'
  | 'fact-added'
  | 'fact-removed'
  | 'fact-changed'
  | 'table-added'
  | 'table-removed'
  | 'table-moved'
  | 'table-changed'
  | 'output-added'
  | 'output-removed'
  | 'output-changed'
  | 'row-added'
  | 'row-removed'
  | 'row-moved'
  | 'condition-changed'
  | 'answer-changed'
  | 'reason-changed'
  | 'rung-added'
  | 'rung-removed'
  | 'rung-changed'
  | 'desk-changed'

/** One thing that differs between two policies: what a sentence about it is made of. */
export type PolicyChange = {
  readonly kind: ChangeKind
  readonly table: string | null
  readonly row: string | null
  /** The fact, output, principle, rung or part of the document that it is about. */
  readonly what: string | null
  /** Of a fact, a table, an output or a rung: which of its parts. */
  readonly part: string | null
  readonly before: string | null
  readonly after: string | null
  /** For what was added or moved: after which one it stands now; null for the first. */
  readonly position: string | null
}

/** What differs between two policies, in the order in which a document is read. The same twice differs in nothing. */
export function diffPolicies(before: WrittenPolicy, after: WrittenPolicy): PolicyChange[] {
  return [
    ...(before.name === after.name
      ? []
      : [change('name-changed', { before: before.name, after: after.name })]),
    ...deskChanges(before, after),
    ...namedChanges(before.principles, after.principles, 'principle', {}),
    ...namedChanges(before.facts, after.facts, 'fact', {}),
    ...tableChanges(before.tables, after.tables),
    ...ladderChanges(before.ladder, after.ladder),
  ]
}

const nothing = {
  table: null,
  row: null,
  what: null,
  part: null,
  before: null,
  after: null,
  position: null,
} as const

const change = (kind: ChangeKind, parts: Partial<Omit<PolicyChange, 'kind'>>): PolicyChange => ({
  kind,
  ...nothing,
  ...parts,
})

/** A value as it is written: words as they are, everything else as data. */
const written = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)

const isSame = (a: unknown, b: unknown) => sorted(a) === sorted(b)

/** Data as text in which the order of keys does not show. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? ''

/** What the document says about the desk as a whole, beside what is compared part by part. */
function deskChanges(before: WrittenPolicy, after: WrittenPolicy): PolicyChange[] {
  return partsOf(besideParts(before), besideParts(after)).map(({ part, ...both }) =>
    change('desk-changed', { what: part, ...both }),
  )
}

const besideParts = ({
  name: _n,
  principles: _p,
  facts: _f,
  tables: _t,
  ladder: _l,
  ...others
}: WrittenPolicy) => others

type Named = Readonly<Record<string, unknown>>

/** What was added, removed and changed among things that have names. */
function namedChanges(
  before: Named,
  after: Named,
  noun: 'principle' | 'fact' | 'output' | 'rung',
  place: Pick<Partial<PolicyChange>, 'table'>,
): PolicyChange[] {
  const removed = Object.keys(before).filter((name) => !(name in after))
  const names = Object.keys(after)
  return [
    ...removed.map((name) =>
      change(`${noun}-removed`, { ...place, what: name, before: written(before[name]) }),
    ),
    ...names.flatMap((name, at) => {
      const [old, now] = [before[name], after[name]]
      if (!(name in before))
        return [
          change(`${noun}-added`, {
            ...place,
            what: name,
            after: written(now),
            position: names[at - 1] ?? null,
          }),
        ]
      return partsOf(old, now).map((parts) => change(`${noun}-changed`, { ...place, what: name, ...parts }))
    }),
  ]
}

/** The parts in which two things differ; of what has no parts, the thing itself. */
function partsOf(before: unknown, after: unknown) {
  const [old, now] = [asRecord(before), asRecord(after)]
  if (!old || !now)
    return isSame(before, after) ? [] : [{ part: null, before: written(before), after: written(after) }]
  const parts = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return parts
    .filter((part) => !isSame(old[part], now[part]))
    .map((part) => ({ part, before: written(old[part]), after: written(now[part]) }))
}

const asRecord = (value: unknown): Named | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined

function tableChanges(before: readonly WrittenTable[], after: readonly WrittenTable[]): PolicyChange[] {
  const old = new Map(before.map((table) => [table.id, table]))
  const now = new Set(after.map(({ id }) => id))
  const stayed = keptInOrder(
    before.map(({ id }) => id),
    after.map(({ id }) => id),
  )
  return [
    ...before.filter(({ id }) => !now.has(id)).map(({ id }) => change('table-removed', { table: id })),
    ...after.flatMap((table, at) => {
      const known = old.get(table.id)
      const position = after[at - 1]?.id ?? null
      if (!known) return [change('table-added', { table: table.id, position }), ...addedRows(table)]
      const moved = stayed.has(table.id) ? [] : [change('table-moved', { table: table.id, position })]
      return [...moved, ...changesWithin(known, table)]
    }),
  ]
}

function addedRows(table: WrittenTable): PolicyChange[] {
  const rows = allRows(table)
  return rows.map((row, at) => added(table.id, row, rows[at - 1]?.id ?? null))
}

const added = (table: string, row: WrittenRow, position: string | null) =>
  change('row-added', { table, row: row.id, after: inWords(row), position })

/** A row on one line: `failures >= 3 → rung chief`. */
const inWords = ({ when, then }: WrittenRow): string =>
  `${pairs(when)} → ${Object.entries(then)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')}`

const pairs = (when: WrittenRow['when']) =>
  Object.entries(when)
    .map(([name, cell]) => `${name} ${String(cell)}`)
    .join(', ') || '-'

function changesWithin(before: WrittenTable, after: WrittenTable): PolicyChange[] {
  const { id: table } = after
  return [
    ...partsOf(besideRows(before), besideRows(after)).map((parts) =>
      change('table-changed', { table, ...parts }),
    ),
    ...namedChanges(before.gives, after.gives, 'output', { table }),
    ...rowChanges(before, after),
  ]
}

const besideRows = ({ id: _i, rows: _r, gives: _g, default: _d, ...others }: WrittenTable) => others

function rowChanges(before: WrittenTable, after: WrittenTable): PolicyChange[] {
  const { id: table } = after
  const [oldRows, rows] = [allRows(before), allRows(after)]
  const old = new Map(oldRows.map((row) => [row.id, row]))
  const now = new Set(rows.map(({ id }) => id))
  // Only where the first row that fits answers does it matter which stands before which.
  const stayed = keptInOrder([...old.keys()], [...now])
  const isOrdered = after['hit'] === 'F'
  return [
    ...oldRows
      .filter(({ id }) => !now.has(id))
      .map((row) => change('row-removed', { table, row: row.id, before: inWords(row) })),
    ...rows.flatMap((row, at) => {
      const known = old.get(row.id)
      const position = rows[at - 1]?.id ?? null
      if (!known) return [added(table, row, position)]
      const moved =
        isOrdered && !stayed.has(row.id) ? [change('row-moved', { table, row: row.id, position })] : []
      return [...moved, ...changesOfRow(table, known, row)]
    }),
  ]
}

function changesOfRow(table: string, before: WrittenRow, after: WrittenRow): PolicyChange[] {
  const place = { table, row: after.id }
  const about = (kind: ChangeKind, old: Named, now: Named) =>
    partsOf(old, now).map(({ part, ...both }) => change(kind, { ...place, what: part, ...both }))
  return [
    ...about('condition-changed', cellsOf(before), cellsOf(after)),
    ...about('answer-changed', before.then, after.then),
    ...(before.because === after.because
      ? []
      : [
          change('reason-changed', {
            ...place,
            before: before.because ?? null,
            after: after.because ?? null,
          }),
        ]),
  ]
}

/** Cells as text: a cell that says 3 and one that says "3" are the same. */
const cellsOf = ({ when }: WrittenRow): Named =>
  Object.fromEntries(Object.entries(when).map(([name, cell]) => [name, String(cell).trim()]))

const ladderChanges = (before: WrittenPolicy['ladder'], after: WrittenPolicy['ladder']): PolicyChange[] =>
  namedChanges(byId(before), byId(after), 'rung', {})

const byId = (ladder: WrittenPolicy['ladder']): Named =>
  Object.fromEntries(ladder.map(({ id, ...rung }) => [id, rung]))
