import { aDesk, entitlementTable } from '../a-desk.ts'
import type { FaultKind } from '../finding.ts'

/** A policy with a fault that somebody put in, and where it is. */
export type Planted = {
  readonly kind: FaultKind
  readonly name: string
  readonly document: unknown
  /** The table it is in, or null. */
  readonly table: string | null
  /** Rows, rungs or outputs that have to be named. */
  readonly names: readonly string[]
}

type Part = Readonly<Record<string, unknown>>
type Row = { id: string; when: Part; then: Part }

/** A row as a table writes it. */
export const row = (id: string, when: Part, then: Part): Row => ({ id, when, then })

/** A desk with one table in the place of its own, or behind it. */
export function deskWith(table: Part & { id: string }, different: Part = {}) {
  const desk = aDesk(different)
  const tables = desk.tables.some(({ id }) => id === table.id)
    ? desk.tables.map((own) => (own.id === table.id ? table : own))
    : [...desk.tables, table]
  return { ...desk, tables, ...different }
}

/** What is owed, by these rows over these facts. */
export const entitlement = (rows: readonly Row[], reads: readonly string[], different: Part = {}) =>
  entitlementTable({ rows, reads, ...different })

/** A remedy and the amount up to which it is owed. */
export const owed = (remedy: string, upTo = 100) => ({ remedy, upTo })

/** The row for everybody else. */
export const any = row('any', {}, owed('apology', 0))
