import { readGauges } from '#server/store/gauges.ts'
import type { Desk } from './desk.ts'

/** What waits to be done, in numbers for whoever watches over the machines: no words, no organisation. */
export async function gaugeDesk(desk: Desk): Promise<Readonly<Record<string, number>>> {
  const now = desk.now()
  const gauges = await desk.db.asWorker((tx) => readGauges(tx, now))
  return {
    items_waiting: gauges.items_waiting,
    replies_queued: gauges.replies_queued,
    replies_in_doubt: gauges.replies_in_doubt,
    changes_unnumbered: gauges.changes_unnumbered,
    pages_calling: gauges.pages_calling,
    pages_unanswered: gauges.pages_unanswered,
    connections_away: gauges.connections_away,
    clock_late_seconds:
      gauges.oldest_due === null ? 0 : Math.max(0, gauges.oldest_due.until(now).total('seconds')),
  }
}
