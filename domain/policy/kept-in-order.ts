/**
 * Of what two lists have in common, a largest part that stands in the same order in both: whatever is not in it was
 * moved. Moving one row to the top moves that row, and not all the others down.
 */
export function keptInOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(before.map((name, place) => [name, place]))
  const common = after.filter((name) => places.has(name))
  // The longest rising run of places (patience sorting: Schensted 1961).
  const tops: string[] = []
  const under = new Map<string, string | undefined>()
  for (const name of common) {
    const place = places.get(name) ?? 0
    const found = tops.findIndex((top) => (places.get(top) ?? 0) >= place)
    const pile = found === -1 ? tops.length : found
    under.set(name, tops[pile - 1])
    tops[pile] = name
  }
  const kept = new Set<string>()
  for (let name = tops.at(-1); name !== undefined; name = under.get(name)) kept.add(name)
  return kept
}
