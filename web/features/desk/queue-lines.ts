import { groupByTime, groupWord } from './group-by-time.ts'
import { say } from '#web/words/say.ts'

/** A line of the queue: the head of a group, or a case. */
export type QueueLine<Row> =
  | {
      is: 'head'
      id: string
      title: string
      count: number
      isOpenEnded: boolean
      isLate: boolean
      /** How many of those that are late are dangers, where others stand between them. */
      dangers: number
    }
  | { is: 'row'; id: string; row: Row; place: number }

type Listed = { id: string; severity: number; nextDueAt: string | null; keptDueAt?: string | null }

/** The lines of a queue. What was looked for stands in one group, as it is not in the order of its dates. */
export function queueLines<Row extends Listed>(
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
      dangers: group === 'late' ? dangersAmong(inside) : 0,
    },
    ...inside.map((row) => ({ is: 'row' as const, id: row.id, row, place: place++ })),
  ])
}

function dangersAmong(rows: readonly Listed[]): number {
  const dangers = rows.filter(({ severity }) => severity === 5).length
  return dangers < rows.length ? dangers : 0
}
