type Keyed = { id: string }

/** What waits while a hand is on a list: how many are new, or only that they stand otherwise. */
export type Waiting = { added: number }

/**
 * What to show of a fresh list while a hand is on the old one: the old order, with what is known now of each row, and
 * what waits and which of the old ones have left. Rows that only come after the last are no jump and are shown.
 */
export function holdStill<Row extends Keyed>(
  held: readonly Row[],
  fresh: readonly Row[],
): { shown: readonly Row[]; waiting: Waiting | null; left: readonly string[] } {
  const isSameSoFar = held.every(({ id }, place) => fresh[place]?.id === id)
  if (isSameSoFar) return { shown: fresh, waiting: null, left: [] }
  const now = new Map(fresh.map((row) => [row.id, row]))
  const before = new Set(held.map(({ id }) => id))
  const end = fresh.findLastIndex(({ id }) => before.has(id)) + 1
  const added = fresh.slice(0, end).filter(({ id }) => !before.has(id)).length
  return {
    shown: [...held.map((row) => now.get(row.id) ?? row), ...(end > 0 ? fresh.slice(end) : [])],
    waiting: { added: end > 0 ? added : fresh.length },
    left: held.flatMap(({ id }) => (now.has(id) ? [] : [id])),
  }
}
