/** A line that came at a moment. */
type Line = { id: string; receivedAt: string }

/** What a list shows while it is worked on. */
export type HeldLines<T extends Line> = {
  shown: readonly T[]
  /** Lines that are in the list no longer: decided, here or elsewhere. */
  gone: ReadonlySet<string>
  /** How many came since. */
  waiting: number
}

/**
 * Holds a list still, the newest on top: nothing leaves it under a hand, and what came since waits until it is asked for,
 * unless nothing was shown. `isWhole` says that the list has no further page.
 */
export function holdLines<T extends Line>(
  now: readonly T[],
  before: readonly T[],
  isWhole: boolean,
): HeldLines<T> {
  const newest = before[0]
  const oldest = now.at(-1)
  const held = new Set(before.map(({ id }) => id))
  const fresh = new Set(now.map(({ id }) => id))
  const isNew = (line: T) => newest !== undefined && !held.has(line.id) && order(line, newest) <= 0
  const left = before.filter(({ id }) => !fresh.has(id))
  // What is older than the last page shown has only moved to the next one.
  const isGone = (line: T) => isWhole || (oldest !== undefined && order(line, oldest) <= 0)
  return {
    shown: [...now.filter((line) => !isNew(line)), ...left].toSorted(order),
    gone: new Set(left.filter(isGone).map(({ id }) => id)),
    waiting: now.filter(isNew).length,
  }
}

/** The newest first. */
const order = (a: Line, b: Line) =>
  Temporal.Instant.compare(Temporal.Instant.from(b.receivedAt), Temporal.Instant.from(a.receivedAt))
