type Fired = { table: string; row: string; because: string | null }

/** The rows that fired, gathered under the principle that they rest on; those that rest on none apart. */
export function reasonsOf(why: readonly Fired[]): {
  reasons: { because: string; rows: string[] }[]
  plain: string[]
} {
  const nameOf = ({ table, row }: Fired) => `${table}: ${row.replaceAll('-', ' ')}`
  const byReason = Map.groupBy(why, ({ because }) => because)
  return {
    reasons: [...byReason].flatMap(([because, rows]) =>
      because === null ? [] : [{ because, rows: rows.map(nameOf) }],
    ),
    plain: (byReason.get(null) ?? []).map(nameOf),
  }
}
