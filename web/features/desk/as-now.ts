import type { Row } from './use-queue.ts'

/** A row of the queue; of one that keeps its place though the view holds it no more, why it has gone, and its place. */
export type ShownRow = Row & { left?: 'given' | 'resting' | 'other'; keptDueAt?: string | null }

/** The rows as they are now: those that have left the view keep their place, and nothing else of what they were. */
export function asNow(
  shown: readonly Row[],
  left: readonly string[],
  known: readonly Omit<Row, 'found' | 'position'>[],
): readonly ShownRow[] {
  if (left.length === 0) return shown
  const gone = new Set(left)
  const now = new Map(known.filter(({ id }) => gone.has(id)).map((kase) => [kase.id, kase]))
  return shown.map((row) => {
    const kase = now.get(row.id)
    return kase ? { ...row, ...kase, left: whyLeft(row, kase), keptDueAt: row.nextDueAt } : row
  })
}

type Standing = Pick<Row, 'owner' | 'state' | 'snoozedUntil'>

function whyLeft(before: Standing, now: Standing): NonNullable<ShownRow['left']> {
  if (now.state !== 'open') return 'other'
  if (now.snoozedUntil !== null && before.snoozedUntil === null) return 'resting'
  return now.owner.id === before.owner.id ? 'other' : 'given'
}
