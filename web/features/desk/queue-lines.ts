import { groupByTime, groupWord } from './group-by-time.ts'
import { say } from '#web/words/say.ts'

/** A line of the queue: the head of a group, or a case. */
export type QueueLine<Row> =
  | { is: 'head'; id: string; title: string; count: number; isOpenEnded: boolean; isLate: boolean }
  | { is: 'row'; id: string; row: Row; place: number }

/** The lines of a queue. What was looked for stands in one group, as it is not in the order of its dates. */
export function queueLines<Row extends { id: string; nextDueAt: string | null; keptDueAt?: string | null }>(
  rows: readonly Row[],
  now: Temporal.Instant,
  { isSearch, hasMore }: { isSearch: boolean; hasMore: boolean },
): QueueLine<Row>[] {
  if (rows.length === 0) return []
  const groups = isSearch
    ? [{ group: 'found', title: say('Found'), rows }]
    : groupByTime(rows, now).map(({ group, rows: inside }) => ({
        group,
        title: groupWord(group),
        rows: inside,
      }))
  let place = 0
  return groups.flatMap(({ group, title, rows: inside }, at): QueueLine<Row>[] => [
    {
      is: 'head',
      id: group,
      title,
      count: inside.length,
      isOpenEnded: hasMore && at === groups.length - 1,
      isLate: group === 'late',
    },
    ...inside.map((row) => ({ is: 'row' as const, id: row.id, row, place: place++ })),
  ])
}
