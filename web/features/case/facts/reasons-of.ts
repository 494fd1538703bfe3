import { heard } from '#web/words/heard.ts'

type Fired = { table: string; row: string; because: string | null }

/** A row of the policy: where it stands, and how it is called. */
export type FiredRow = { table: string; row: string; name: string }

/** The rows that fired, gathered under the principle that they rest on; those that rest on none apart. */
export function reasonsOf(why: readonly Fired[]): {
  reasons: { because: string; rows: FiredRow[] }[]
  plain: FiredRow[]
} {
  const named = ({ table, row }: Fired): FiredRow => ({
    table,
    row,
    name: `${table}: ${row.replaceAll('-', ' ')}`,
  })
  const byReason = Map.groupBy(why, ({ because }) => because)
  return {
    reasons: [...byReason].flatMap(([because, rows]) =>
      because === null ? [] : [{ because: heard(because), rows: rows.map(named) }],
    ),
    plain: (byReason.get(null) ?? []).map(named),
  }
}
