type Page<Row> = { cases: readonly Row[]; readAt: number }

/**
 * The rows of a queue that was read page by page at different times: a case that has moved from one page to another is
 * shown once, where it was seen last.
 */
export function rowsOf<Row extends { id: string }>(pages: readonly Page<Row>[]): Row[] {
  const seenAt = new Map<string, number>()
  for (const { cases, readAt } of pages)
    for (const { id } of cases) seenAt.set(id, Math.max(readAt, seenAt.get(id) ?? 0))
  const told = new Set<string>()
  return pages.flatMap(({ cases, readAt }) =>
    cases.filter(({ id }) => {
      if (seenAt.get(id) !== readAt || told.has(id)) return false
      told.add(id)
      return true
    }),
  )
}

/** Which pages hold these of the rows, from the first to the last. */
export function pagesHolding<Row extends { id: string }>(
  pages: readonly Page<Row>[],
  ids: ReadonlySet<string>,
): number[] {
  return pages.flatMap(({ cases }, place) =>
    place === 0 && ids.size === 0 ? [place] : cases.some(({ id }) => ids.has(id)) ? [place] : [],
  )
}
