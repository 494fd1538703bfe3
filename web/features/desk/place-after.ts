type Standing = { id: string; nextDueAt: string | null }

/** The case on which the keys stand, and by which date it stood there. */
export type Place = { id: string; dueAt: string | null }

/**
 * On which case the keys stand once a list has changed. They stay with their case where it keeps its place between others;
 * one that was answered, given away or put off leaves its place to the next, so that somebody goes on from where they were.
 */
export function placeAfter(
  before: readonly Standing[],
  now: readonly Standing[],
  stood: Place | null,
): string | null {
  const from = before.findIndex(({ id }) => id === stood?.id)
  const to = now.findIndex(({ id }) => id === stood?.id)
  if (stood === null || from < 0) return to < 0 ? (now[0]?.id ?? null) : (now[to]?.id ?? null)
  const places = new Map(now.map(({ id }, place) => [id, place]))
  const isThere = ({ id }: Standing) => places.has(id)
  const next = before.slice(from + 1).find(isThere)?.id
  const last = before.slice(0, from).findLast(isThere)?.id
  const isBetween = placeOf(last, -1) < to && to < placeOf(next, now.length)
  const isSame = to >= 0 && (isBetween || now[to]?.nextDueAt === stood.dueAt)
  return isSame ? stood.id : (next ?? last ?? now[0]?.id ?? null)

  function placeOf(id: string | undefined, otherwise: number) {
    return id === undefined ? otherwise : (places.get(id) ?? otherwise)
  }
}
