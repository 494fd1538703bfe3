/** The cases that stand before and after one in a queue; from where it stood, once it has left. */
export function neighboursOf(
  order: readonly string[],
  caseId: string,
): { before: string | null; after: string | null } {
  const place = order.indexOf(caseId)
  if (place < 0) return { before: null, after: order[0] ?? null }
  return { before: order[place - 1] ?? null, after: order[place + 1] ?? null }
}
