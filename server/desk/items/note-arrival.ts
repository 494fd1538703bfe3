import { saveArrival } from '#server/store/connections.ts'
import type { Desk } from '../desk.ts'

const seconds = 10

/** When something last came by each connection, as far as it was written down. */
const noted = new WeakMap<Desk, Map<string, Temporal.Instant>>()

/**
 * Writes down that something has just come by a connection, for whoever looks whether it works: to within some seconds,
 * or its row were written all the time. Nobody waits for it, and if it is lost nobody is worse off.
 */
export function noteArrival(desk: Desk, org: string, connection: string): void {
  const ofDesk = noted.get(desk) ?? new Map<string, Temporal.Instant>()
  noted.set(desk, ofDesk)
  const now = desk.now()
  const before = ofDesk.get(connection)
  if (before && Temporal.Duration.compare(before.until(now), { seconds }) < 0) return
  ofDesk.set(connection, now)
  desk.db.withOrg(org, (tx) => saveArrival(tx, connection, now.toString())).catch(() => undefined)
}
