type Keyed = { id: string }

/**
 * What to show of a fresh list while a hand is on the old one: the old order, with what is known now of each row,
 * and in words what waits. Rows that only come after the last are no jump and are shown.
 */
export function holdStill<Row extends Keyed>(
  held: readonly Row[],
  fresh: readonly Row[],
): { shown: readonly Row[]; waiting: string | null } {
  const isSameSoFar = held.every(({ id }, place) => fresh[place]?.id === id)
  if (isSameSoFar) return { shown: fresh, waiting: null }
  const now = new Map(fresh.map((row) => [row.id, row]))
  const before = new Set(held.map(({ id }) => id))
  const added = fresh.slice(0, held.length).filter(({ id }) => !before.has(id)).length
  return {
    shown: held.map((row) => now.get(row.id) ?? row),
    waiting: added > 0 ? `${added} new, show` : 'The order has changed, show',
  }
}
