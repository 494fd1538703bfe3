import type { Finding } from '#domain/policy/proof/finding.ts'
import { allRows, type WrittenTable } from '#domain/policy/written-policy.ts'

/** Where the findings about a table are shown: beside the row they concern, the first of several, or below the table. */
export type Placed = {
  readonly byRow: ReadonlyMap<string, readonly Finding[]>
  /** Every row that a finding concerns. */
  readonly marked: ReadonlySet<string>
  readonly below: readonly Finding[]
}

/** Puts each finding about a table where somebody who writes that table sees it. */
export function placeFindings(table: WrittenTable, findings: readonly Finding[]): Placed {
  const rows = allRows(table).map(({ id }) => id)
  const byRow = new Map<string, Finding[]>()
  const marked = new Set<string>()
  const below: Finding[] = []
  for (const finding of findings) {
    if (finding.table !== table.id) continue
    const concerned = rows.filter((row) => finding.rows.includes(row))
    // Of rows that others take the answers from, the one that never answers is to be mended.
    const first = finding.kind === 'masked' ? finding.rows[0] : concerned[0]
    if (first === undefined) below.push(finding)
    else byRow.set(first, [...(byRow.get(first) ?? []), finding])
    if (finding.kind !== 'not-proved') for (const row of concerned) marked.add(row)
  }
  return { byRow, marked, below }
}

/** What tells a finding from the others while one edits. */
export const findingKey = ({ kind, table, rows, saying }: Finding): string =>
  JSON.stringify([kind, table, rows, saying])
