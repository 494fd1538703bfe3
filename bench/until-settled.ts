import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'

/** Waits until every item has its outcome and every change its position; a desk that stands still is an error. */
export async function untilSettled(owner: Client): Promise<void> {
  let before = Number.POSITIVE_INFINITY
  for (let movedAt = performance.now(); ; await pause(20)) {
    const { rows } = await owner.query<{ left: number }>(
      `select (select count(*) from items where outcome is null)::int + (select count(*) from changes)::int as left`,
    )
    const left = rows[0]?.left ?? 0
    if (left === 0) return
    if (left < before) [before, movedAt] = [left, performance.now()]
    if (performance.now() - movedAt > 30_000)
      throw new Error(`The desk has left ${left} items or changes lying for 30 s.`)
  }
}
