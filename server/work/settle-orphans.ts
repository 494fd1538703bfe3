import type { Desk } from '#server/desk/desk.ts'
import { settleOrphan } from '#server/desk/replies/settle-sending.ts'
import { orphanedWork } from '#server/store/work.ts'
import { eachAlone } from './each-alone.ts'

/** Since when, in milliseconds of this process, a piece of work has been seen without anybody who does it. */
export type Sightings = Map<string, number>

const none = { sightings: new Map<string, number>(), patience: Temporal.Duration.from({ seconds: 0 }) }

/**
 * Settles what processes left behind that have died. One that has only lost its connection, as all have when PostgreSQL
 * was restarted, is given `patience` to come back. Answers how many were settled.
 */
export async function settleOrphans(desk: Desk, { sightings, patience } = none): Promise<number> {
  const found = await desk.db.asWorker((tx) => orphanedWork(tx, 100))
  const now = performance.now()
  for (const id of sightings.keys()) if (!found.some((orphan) => orphan.id === id)) sightings.delete(id)
  const abandoned = found.filter(({ id }) => {
    const since = sightings.get(id) ?? now
    sightings.set(id, since)
    return now - since >= patience.total('milliseconds')
  })
  const settled = await eachAlone(
    abandoned,
    ({ org_id, id }) => settleOrphan(desk, org_id, id),
    (fault) => desk.failed('settle orphan', fault),
  )
  if (settled > 0) desk.nudge('work')
  return settled
}
